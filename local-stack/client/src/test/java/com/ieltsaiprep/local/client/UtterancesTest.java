package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;

class UtterancesTest {
    /** 2,000 ms of silence, voice and silence, less 100 ms, in whole frames of 32 ms. */
    private static final int FIRST_MS = 59 * 32;

    @Property
    void concatenatedAreExactlyTheInput(@ForAll("voices") boolean[] voices) {
        short[] pcm = counting(voices.length * 320 + 7);

        List<Utterance> utterances = Utterances.cutAtPauses(pcm, voiced(voices));

        if (utterances.isEmpty()) {
            assertThat(voiced(voices).isEmpty()).isTrue();
            return;
        }
        int length = utterances.stream().mapToInt(u -> u.samples().length).sum();
        short[] all = new short[length];
        int at = 0;
        for (Utterance utterance : utterances) {
            System.arraycopy(utterance.samples(), 0, all, at, utterance.samples().length);
            at += utterance.samples().length;
        }
        assertThat(all).isEqualTo(pcm);
    }

    @Property
    void cutsOnlyBetweenFramesOfTheMicrophone(@ForAll("voices") boolean[] voices) {
        List<Utterance> utterances =
                Utterances.cutAtPauses(counting(voices.length * 320), voiced(voices));

        assertThat(utterances.stream().limit(Math.max(0, utterances.size() - 1)))
                .allMatch(u -> u.samples().length % Microphone.FRAME_SAMPLES == 0);
    }

    @Test
    void cutsAtALongPauseAndLeavesItToTheUtteranceBefore() {
        List<Utterance> utterances = cut(10, 50, 40, 20, 5);

        assertThat(utterances).hasSize(2);
        assertThat(utterances.get(0).audioMs()).isEqualTo(FIRST_MS);
        assertThat(utterances.get(0).voiceStart()).isEqualTo(10 * 320);
        assertThat(utterances.get(0).voiceEnd()).isEqualTo(60 * 320);
        assertThat(utterances.get(1).audioMs()).isEqualTo(125 * 20 - FIRST_MS);
        assertThat(utterances.get(1).voiceStart()).isEqualTo((2_000 - FIRST_MS) * 16);
        assertThat(utterances.get(1).voiceEnd()).isEqualTo((2_400 - FIRST_MS) * 16);
    }

    @Test
    void doesNotCutAtAShortPause() {
        assertThat(cut(0, 50, 29, 20, 5)).hasSize(1);
    }

    @Test
    void cutsAtAPauseOfExactlyTheLimit() {
        assertThat(cut(0, 50, 30, 20, 5)).hasSize(2);
    }

    @Test
    void findsNothingInSilence() {
        assertThat(Utterances.cutAtPauses(new short[32_000], new BitSet())).isEmpty();
    }

    @Provide
    Arbitrary<boolean[]> voices() {
        return Arbitraries.integers()
                .between(1, 60)
                .list()
                .ofMaxSize(12)
                .map(UtterancesTest::alternating);
    }

    /** Returns alternately silent and voiced frames, in runs of the given lengths. */
    private static boolean[] alternating(List<Integer> lengths) {
        boolean[] voices = new boolean[lengths.stream().mapToInt(i -> i).sum()];
        int at = 0;
        for (int i = 0; i < lengths.size(); i++) {
            for (int end = at + lengths.get(i); at < end; at++) {
                voices[at] = i % 2 == 1;
            }
        }
        return voices;
    }

    private static List<Utterance> cut(int before, int voice, int pause, int more, int after) {
        BitSet voiced = new BitSet();
        voiced.set(before, before + voice);
        voiced.set(before + voice + pause, before + voice + pause + more);
        return Utterances.cutAtPauses(
                counting((before + voice + pause + more + after) * 320), voiced);
    }

    private static BitSet voiced(boolean[] voices) {
        BitSet set = new BitSet();
        for (int i = 0; i < voices.length; i++) {
            set.set(i, voices[i]);
        }
        return set;
    }

    private static short[] counting(int length) {
        short[] pcm = new short[length];
        for (int i = 0; i < length; i++) {
            pcm[i] = (short) i;
        }
        return pcm;
    }
}
