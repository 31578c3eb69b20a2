package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.local.audio.VoiceActivityDetector;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.client.Utterance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Synthetic voice that speaks in phrases, with pauses to think between them. For use by one thread.
 */
final class PhrasedVoice {

    /** Longest pause, shorter than the one that ends a turn. */
    private static final int MAX_PAUSE_MS = 1_200;

    private static final int MIN_PAUSE_MS = 250;
    private static final int LAST_PAUSE_MS = 300;

    private final SyntheticVoice voice;
    private final Random random;

    PhrasedVoice(long seed) {
        this.voice = new SyntheticVoice(seed);
        this.random = new Random(seed);
    }

    /** Synthesises a turn of about the given length, pauses included. */
    Utterance turn(double seconds) {
        List<short[]> parts = new ArrayList<>();
        int leftMs = (int) (seconds * 1_000);
        int voiceEnd = 0;
        int length = 0;
        while (leftMs > 0) {
            int phraseMs = Math.clamp(1_000 + random.nextInt(3_000), 500, Math.max(500, leftMs));
            int pauseMs = MIN_PAUSE_MS + random.nextInt(MAX_PAUSE_MS - MIN_PAUSE_MS);
            boolean last = leftMs - phraseMs - pauseMs < 500;
            Utterance phrase = voice.utterance(phraseMs, last ? LAST_PAUSE_MS : pauseMs);
            voiceEnd = length + phrase.voiceEnd();
            length += phrase.samples().length;
            parts.add(phrase.samples());
            leftMs = last ? 0 : leftMs - phraseMs - pauseMs;
        }
        return new Utterance(joined(parts, length), 0, voiceEnd);
    }

    /** Returns how much of a turn a voice activity detector takes for voice, ms. */
    static int voiceMs(Utterance turn) {
        int[] voiced = new int[1];
        new VoiceActivityDetector(AudioFrame.UPLINK_HZ)
                .accept(turn.samples(), (voice, _) -> voiced[0] += voice ? 1 : 0);
        return voiced[0] * VoiceActivityDetector.FRAME_MS;
    }

    private static short[] joined(List<short[]> parts, int length) {
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
