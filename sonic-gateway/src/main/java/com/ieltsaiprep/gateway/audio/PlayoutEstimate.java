package com.ieltsaiprep.gateway.audio;

import java.util.ArrayDeque;

/**
 * Playout estimate: the listener's position, from its reports and, between them, from the clock. A
 * report never counts for more than was sent.
 */
final class PlayoutEstimate {
    /** Longest extrapolation, µs: reports come every 250 ms, and two missed ones end it. */
    private static final long EXTRAPOLATE_US = 500_000;

    private static final int MAX_REPLIES = 64;

    private final ArrayDeque<Reply> replies = new ArrayDeque<>();
    private double sentMs;
    private double playedMs;
    private long reportedUs;
    private boolean reported; // and playing: a listener with nothing to play does not advance

    private static final class Reply {
        private final int epoch;
        private final double startMs;
        private double sentMs;

        Reply(int epoch, double startMs) {
            this.epoch = epoch;
            this.startMs = startMs;
        }
    }

    void onSent(int epoch, double ms) {
        Reply newest = replies.peekLast();
        if (newest == null || newest.epoch != epoch) {
            newest = new Reply(epoch, sentMs);
            replies.add(newest);
            if (replies.size() > MAX_REPLIES) {
                replies.remove();
            }
        }
        newest.sentMs += ms;
        sentMs += ms;
    }

    boolean onReport(int epoch, long playedOfEpochMs, long nowUs) {
        double before = playedMs;
        for (Reply reply : replies) {
            if (reply.epoch == epoch) {
                double played = reply.startMs + Math.min((double) playedOfEpochMs, reply.sentMs);
                playedMs = Math.max(playedMs, played);
                reportedUs = nowUs;
                reported = playedMs < sentMs;
            }
        }
        return playedMs > before;
    }

    /** Rewinds to the audio that the listener has received; later audio will be sent again. */
    void rewind(int epoch, double receivedMs) {
        for (Reply reply : replies) {
            if (reply.epoch > epoch) {
                reply.sentMs = 0;
            } else if (reply.epoch == epoch) {
                reply.sentMs = Math.min(reply.sentMs, receivedMs);
            }
        }
        replies.removeIf(reply -> reply.sentMs == 0);
        sentMs = replies.isEmpty() ? 0 : endMs(replies.getLast());
        // What was received counts as played: a player that starts anew has no reports of it.
        playedMs = sentMs;
        reported = false;
    }

    /** Returns whether the listener has reported playout up to that position of a reply. */
    boolean isPlayed(int epoch, double untilMs) {
        for (Reply reply : replies) {
            if (reply.epoch == epoch) {
                return reply.startMs + untilMs <= playedMs;
            }
        }
        return true;
    }

    double leadMs(long nowUs) {
        double sinceReportMs = reported ? Math.min(nowUs - reportedUs, EXTRAPOLATE_US) / 1000.0 : 0;
        return Math.max(0, sentMs - playedMs - sinceReportMs);
    }

    double sentMs(int epoch) {
        for (Reply reply : replies) {
            if (reply.epoch == epoch) {
                return reply.sentMs;
            }
        }
        return 0;
    }

    private static double endMs(Reply reply) {
        return reply.startMs + reply.sentMs;
    }

    boolean hasSent() {
        return sentMs > 0;
    }

    void clear() {
        replies.clear();
        sentMs = 0;
        playedMs = 0;
        reported = false;
    }
}
