package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.Wav;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SyntheticVoiceTest {
    @Test
    void saysTheSameWithTheSameSeed() {
        short[] once = new SyntheticVoice(7).utterance(1000, 500).samples();

        assertThat(new SyntheticVoice(7).utterance(1000, 500).samples()).isEqualTo(once);
        assertThat(new SyntheticVoice(8).utterance(1000, 500).samples()).isNotEqualTo(once);
    }

    @Test
    void isDetectedAsSpeechAndCutAtItsPauses() {
        SyntheticVoice voice = new SyntheticVoice(1);
        List<Utterance> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.add(voice.utterance(1000 + 400 * i, 900));
        }

        SpeechRecording heard = SpeechRecording.of(new Wav(16_000, concatenated(said)));

        assertThat(heard.utterances()).hasSize(5);
        assertThat(concatenated(heard.utterances())).isEqualTo(concatenated(said));
        for (int i = 0; i < 5; i++) {
            assertThat(heard.utterances().get(i).audioMs())
                    .isBetween(1700 + 400 * i, 2100 + 400 * i);
        }
    }

    @Test
    void isDetectedAtAnotherRateToo() {
        short[] pcm = concatenated(List.of(new SyntheticVoice(3).utterance(2000, 1000)));

        SpeechRecording heard = SpeechRecording.of(new Wav(16_000, pcm).at(44_100));

        assertThat(heard.utterances()).hasSize(1);
        assertThat(heard.pcm().length).isBetween(pcm.length - 2, pcm.length + 2);
    }

    private static short[] concatenated(List<Utterance> utterances) {
        short[] all = new short[utterances.stream().mapToInt(u -> u.samples().length).sum()];
        int at = 0;
        for (Utterance utterance : utterances) {
            System.arraycopy(utterance.samples(), 0, all, at, utterance.samples().length);
            at += utterance.samples().length;
        }
        return all;
    }
}
