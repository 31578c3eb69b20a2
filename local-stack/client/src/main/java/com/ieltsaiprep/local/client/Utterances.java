package com.ieltsaiprep.local.client;

import com.ieltsaiprep.local.audio.VoiceActivityDetector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Segmentation of speech: cuts a recording into utterances at its pauses. */
public final class Utterances {
    /** Shortest pause that separates two utterances, ms. */
    static final int PAUSE_MS = 600;

    /** Soft onset, ms, that precedes the first voiced frame and still belongs to its word. */
    static final int ONSET_MS = 100;

    /** Samples per decision of the voice activity detector. */
    static final int VOICE_SAMPLES = VoiceActivityDetector.FRAME_MS * Utterance.SAMPLES_PER_MS;

    private static final int PAUSE_FRAMES = PAUSE_MS / VoiceActivityDetector.FRAME_MS;
    private static final int ONSET_SAMPLES = ONSET_MS * Utterance.SAMPLES_PER_MS;

    private Utterances() {}

    /**
     * Cuts a recording of speech into utterances, at the end of every pause of at least 600 ms.
     *
     * <p>The pause belongs to the utterance before it, except for its last 100 ms, which belong to
     * the next one as a soft onset. Each cut is then moved back to a multiple of 32 ms, the length
     * of a microphone frame. Silence at the beginning belongs to the first utterance.
     *
     * @param pcm the recording, mono PCM16 samples at 16 kHz
     * @param voiced indices of the frames of 20 ms that hold voice
     * @return utterances whose samples, one after the other, are exactly {@code pcm}; empty if no
     *     frame is voiced
     */
    public static List<Utterance> cutAtPauses(short[] pcm, BitSet voiced) {
        List<Utterance> utterances = new ArrayList<>();
        int from = 0;
        int voiceFrom = voiced.nextSetBit(0);
        int frame = voiceFrom;
        while (frame >= 0) {
            int pause = voiced.nextClearBit(frame);
            int next = voiced.nextSetBit(pause);
            if (next < 0) {
                utterances.add(cut(pcm, from, pcm.length, voiceFrom, pause));
            } else if (next - pause >= PAUSE_FRAMES) {
                int to = wholeFrames(next * VOICE_SAMPLES - ONSET_SAMPLES);
                utterances.add(cut(pcm, from, to, voiceFrom, pause));
                from = to;
                voiceFrom = next;
            }
            frame = next;
        }
        return List.copyOf(utterances);
    }

    /** Rounds down to whole frames: silence would fill up the frame with the cut. */
    private static int wholeFrames(int samples) {
        return samples - samples % Microphone.FRAME_SAMPLES;
    }

    private static Utterance cut(short[] pcm, int from, int to, int firstVoiced, int afterVoiced) {
        return new Utterance(
                Arrays.copyOfRange(pcm, from, to),
                firstVoiced * VOICE_SAMPLES - from,
                Math.min(afterVoiced * VOICE_SAMPLES, to) - from);
    }
}
