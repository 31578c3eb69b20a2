package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.List;

/** Counts Maya's frames and those that arrive out of sequence. */
final class DownlinkCounter {
    private int expected;
    private int frames;
    private int outOfSequence;
    private long bytes;

    void onFrame(AudioFrame.Downlink frame) {
        frames++;
        bytes += frame.pcm().length;
        if (frame.sequence() != expected) {
            outOfSequence++;
        }
        expected = frame.sequence() + 1;
    }

    /** Starts a new sequence, as each connection does. */
    void onConnected() {
        expected = 0;
    }

    void addProblems(List<String> problems) {
        if (outOfSequence > 0) {
            problems.add(
                    "%d frames of Maya's voice did not follow their predecessor"
                            .formatted(outOfSequence));
        }
    }

    ConversationResult.DownlinkStats stats() {
        return new ConversationResult.DownlinkStats(
                frames, bytes / AudioFrame.DOWNLINK_BYTES_PER_MS, outOfSequence);
    }
}
