package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.protocol.ClientMessage;

import java.util.ArrayDeque;

/** What a device plays: in real time, from a threshold on, until it runs dry. */
final class Player {
    private static final int THRESHOLD_MS = 120;

    private final ArrayDeque<Reply> replies = new ArrayDeque<>();
    private long advancedUs;
    private long remainderUs;
    private boolean playing;
    private int underruns;
    private int epoch;
    private int playedMs;
    private int finishedReplies;

    private static final class Reply {
        private final int epoch;
        private int bufferedMs;
        private int playedMs;
        private boolean ended;

        Reply(int epoch, int playedMs) {
            this.epoch = epoch;
            this.playedMs = playedMs;
        }
    }

    /** A player of which an earlier one has played so much of a reply. */
    Player(int playedEpoch, int playedMs, long nowUs) {
        this.epoch = playedEpoch;
        this.playedMs = playedMs;
        this.advancedUs = nowUs;
    }

    void add(int replyEpoch, int ms) {
        newest(replyEpoch).bufferedMs += ms;
    }

    void ended(int replyEpoch) {
        newest(replyEpoch).ended = true;
    }

    private Reply newest(int replyEpoch) {
        if (replies.isEmpty() || replies.getLast().epoch < replyEpoch) {
            replies.add(new Reply(replyEpoch, replyEpoch == epoch ? playedMs : 0));
        }
        return replies.getLast();
    }

    /** Barge-in: everything that is older falls silent. */
    void clear(int newEpoch) {
        boolean playedSome = !replies.isEmpty();
        replies.removeIf(reply -> reply.epoch < newEpoch);
        if (playedSome && replies.isEmpty()) {
            playing = false;
            finishedReplies++;
        }
    }

    /** Plays until now. */
    void advance(long nowUs) {
        remainderUs += nowUs - advancedUs;
        advancedUs = nowUs;
        int dueMs = (int) (remainderUs / 1_000);
        remainderUs -= dueMs * 1_000L;
        if (!playing) {
            playing = mayStart();
            return;
        }
        play(dueMs);
    }

    private boolean mayStart() {
        Reply first = replies.peek();
        return first != null && (first.ended || first.bufferedMs >= THRESHOLD_MS);
    }

    private void play(int dueMs) {
        int leftMs = dueMs;
        while (playing) {
            Reply reply = replies.element();
            int ms = Math.min(leftMs, reply.bufferedMs);
            reply.bufferedMs -= ms;
            reply.playedMs += ms;
            leftMs -= ms;
            epoch = reply.epoch;
            playedMs = reply.playedMs;
            if (reply.bufferedMs > 0) {
                return;
            }
            if (reply.ended) {
                replies.remove();
                finishedReplies++;
                playing = mayStart();
            } else if (leftMs > 0) {
                underruns++;
                playing = false;
            } else {
                return;
            }
        }
    }

    /** Whether Maya is heard, or about to be. */
    boolean busy() {
        return !replies.isEmpty();
    }

    boolean playing() {
        return playing;
    }

    /** How many replies were played or cut off. */
    int finishedReplies() {
        return finishedReplies;
    }

    int epoch() {
        return epoch;
    }

    int playedMs() {
        return playedMs;
    }

    ClientMessage.Playout report() {
        int bufferedMs = replies.stream().mapToInt(reply -> reply.bufferedMs).sum();
        return new ClientMessage.Playout(epoch, playedMs, bufferedMs, underruns);
    }
}
