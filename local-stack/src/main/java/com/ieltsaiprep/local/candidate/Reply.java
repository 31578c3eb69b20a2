package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.List;
import java.util.OptionalLong;

/** One reply of Maya's as the listener gets it. Times in µs. */
final class Reply {
    enum State {
        /** Audio is awaited, queued or playing. */
        OPEN,
        /** Its last sample was played. */
        PLAYED,
        /** It was cut off by a barge-in. */
        CLEARED
    }

    /** The announcement and the sum of the frames may be rounded differently. */
    private static final int ROUNDING_MS = 1;

    final int epoch;
    final long firstFrameUs;
    State state = State.OPEN;
    long lastFrameUs;
    long receivedBytes;
    long playedBytes;
    int gaps;
    long gapUs;

    /** When its audio last ran out with more to come. */
    long starvedUs;

    private long firstSampleUs = -1;
    private long announcedMs = -1;

    Reply(int epoch, long firstFrameUs) {
        this.epoch = epoch;
        this.firstFrameUs = firstFrameUs;
        this.lastFrameUs = firstFrameUs;
    }

    void markStarted(long atUs) {
        if (firstSampleUs < 0) {
            firstSampleUs = atUs;
        }
    }

    void announce(long audioMs) {
        announcedMs = audioMs;
    }

    /** Whether the gateway has said that no more will come. */
    boolean isAnnounced() {
        return announcedMs >= 0;
    }

    /** When its first sample was played; empty if none was. */
    OptionalLong firstSampleUs() {
        return firstSampleUs < 0 ? OptionalLong.empty() : OptionalLong.of(firstSampleUs);
    }

    long receivedMs() {
        return receivedBytes / AudioFrame.DOWNLINK_BYTES_PER_MS;
    }

    long playedMs() {
        return playedBytes / AudioFrame.DOWNLINK_BYTES_PER_MS;
    }

    void addProblems(List<String> problems) {
        if (state == State.PLAYED
                && announcedMs >= 0
                && Math.abs(announcedMs - receivedMs()) > ROUNDING_MS) {
            problems.add(
                    "reply %d: %d ms of audio announced, %d ms received"
                            .formatted(epoch, announcedMs, receivedMs()));
        }
    }

    ConversationResult.HeardReply toHeardReply() {
        return new ConversationResult.HeardReply(
                epoch, firstFrameUs, firstSampleUs(), receivedMs(), playedMs(), gaps, gapUs / 1000);
    }
}
