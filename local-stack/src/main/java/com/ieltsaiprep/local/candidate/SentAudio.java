package com.ieltsaiprep.local.candidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Which microphone frames carried the recording, and which part of it: with the stream that arrived
 * elsewhere, enough to compare the two bit for bit.
 */
public final class SentAudio {

    /**
     * A run of frames without a gap between them.
     *
     * @param firstSequence of the frame with the first sample
     * @param fileOffset index of that sample in the recording
     * @param samples how many; the last frame may be filled up with silence
     */
    public record Run(int firstSequence, int fileOffset, int samples) {}

    private final List<Run> runs = new ArrayList<>();
    private int frames;
    private long maxLateUs;

    SentAudio() {}

    void addRun(int sequence, int samples) {
        int fileOffset = runs.isEmpty() ? 0 : runs.getLast().fileOffset + runs.getLast().samples;
        runs.add(new Run(sequence, fileOffset, samples));
    }

    void addFrame(long lateUs) {
        frames++;
        maxLateUs = Math.max(maxLateUs, lateUs);
    }

    /** The utterances in the order they were begun; the last may have been cut short by the end. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /** All frames sent, silence included. */
    public int frames() {
        return frames;
    }

    /** How much too late a frame was sent at worst, µs: how well this program keeps time. */
    public long maxLateUs() {
        return maxLateUs;
    }
}
