package com.ieltsaiprep.local.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Index of the audio that a simulated candidate has sent: maps microphone frames to the parts of
 * the recording that they carried, for a bit-exact comparison with the audio that arrived at the
 * other end. Not thread-safe.
 */
public final class SentAudio {

    /**
     * Run of consecutive microphone frames that carry one utterance of a recording.
     *
     * @param firstSequence sequence number of the frame that holds the utterance's first sample
     * @param fileOffset index of that sample in the recording
     * @param samples number of samples in the utterance; the rest of the last frame is silence
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

    /**
     * Returns a copy of the runs of frames, one for each utterance begun, in order. If the
     * conversation ended during the last utterance, the run of that utterance also covers samples
     * that were not sent.
     */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /**
     * Returns the number of microphone frames captured so far, including those with silence only.
     */
    public int frames() {
        return frames;
    }

    /**
     * Returns the longest delay of a microphone frame behind its due time, µs. It shows how
     * accurate the timing of this program was.
     */
    public long maxLateUs() {
        return maxLateUs;
    }
}
