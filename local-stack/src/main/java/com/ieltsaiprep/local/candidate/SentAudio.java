package com.ieltsaiprep.local.candidate;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps microphone frames to the parts of the recording they carried, for a bit-exact comparison
 * with what arrived.
 */
public final class SentAudio {

    /**
     * Run of frames without a gap between them.
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

    /** Returns a run for each utterance in order; the last may have been cut short by the end. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /** Returns the number of frames sent, silence included. */
    public int frames() {
        return frames;
    }

    /**
     * Returns how much too late a frame was sent at worst, µs: the accuracy of this program's
     * timing.
     */
    public long maxLateUs() {
        return maxLateUs;
    }
}
