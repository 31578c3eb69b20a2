package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.util.List;
import java.util.OptionalLong;

/** Reply of Maya's as it is received and played. Times in µs. */
final class Reply {
    enum State {
        /** Audio is awaited, queued or playing. */
        OPEN,
        /** Played to its last sample. */
        PLAYED,
        /** Cut off by a barge-in. */
        CLEARED
    }

    /** Tolerance: the announced length and the sum of the frames may be rounded differently. */
    private static final int ROUNDING_MS = 1;

    final int epoch;
    final long firstFrameUs;
    State state = State.OPEN;
    long lastFrameUs;
    long receivedBytes;
    long playedBytes;
    int gaps;
    long gapUs;

    /** Time at which its audio last ran out before the end. */
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

    /** Returns whether the gateway has announced its end. */
    boolean isAnnounced() {
        return announcedMs >= 0;
    }

    /** Returns the time at which its first sample was played; empty if none was. */
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
