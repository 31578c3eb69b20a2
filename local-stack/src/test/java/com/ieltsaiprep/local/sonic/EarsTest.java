package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.Voice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class EarsTest {
    private static final Voice VOICE = new Voice();
    private static final int RATE = 16_000;

    private final List<String> heard = new ArrayList<>();
    private int voicedMs;

    @ParameterizedTest
    @CsvSource({"HIGH, 1500", "MEDIUM, 1750", "LOW, 2000"})
    void aTurnEndsAfterThePauseInAudioTime(String sensitivity, int pauseMs) {
        Ears ears = ears(Ears.pauseMs(sensitivity));
        ears.hear(VOICE.speak("I like reading.", RATE));
        ears.hear(silence(pauseMs - 400));
        assertThat(heard).containsExactly("onset");
        ears.hear(silence(500));
        assertThat(heard).containsExactly("onset", "end");
    }

    @Test
    void aShorterPauseDoesNotEndTheTurn() {
        Ears ears = ears(2_000);
        ears.hear(VOICE.speak("I like reading.", RATE));
        ears.hear(silence(1_200));
        ears.hear(VOICE.speak("And cooking.", RATE));
        ears.hear(silence(2_100));
        assertThat(heard).containsExactly("onset", "onset", "end");
        assertThat(voicedMs).isBetween(900, 2_600);
    }

    @Test
    void silenceAloneIsNoTurn() {
        Ears ears = ears(1_500);
        ears.hear(silence(10_000));
        ears.finish();
        assertThat(heard).isEmpty();
    }

    @Test
    void theEndOfTheAudioEndsTheTurn() {
        Ears ears = ears(1_500);
        ears.hear(VOICE.speak("I like reading.", RATE));
        ears.finish();
        ears.finish();
        assertThat(heard).containsExactly("onset", "end");
    }

    private Ears ears(int pauseMs) {
        return new Ears(
                RATE,
                pauseMs,
                new Ears.Listener() {
                    @Override
                    public void voiceOnset() {
                        heard.add("onset");
                    }

                    @Override
                    public void turnEnded(int voice) {
                        heard.add("end");
                        voicedMs = voice;
                    }
                });
    }

    private static short[] silence(int ms) {
        return new short[RATE * ms / 1_000];
    }
}
