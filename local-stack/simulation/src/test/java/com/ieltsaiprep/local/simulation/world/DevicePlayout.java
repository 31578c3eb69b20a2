package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.ClientMessage;

import java.util.ArrayDeque;

/** Playout of a device: plays replies in real time once enough is buffered, until an underrun. */
final class DevicePlayout {
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

    /** Creates a playout that resumes a partly played reply. */
    DevicePlayout(int playedEpoch, int playedMs, long nowUs) {
        this.epoch = playedEpoch;
        this.playedMs = playedMs;
        this.advancedUs = nowUs;
    }

    void addAudio(int replyEpoch, int ms) {
        findOrAddReply(replyEpoch).bufferedMs += ms;
    }

    void endReply(int replyEpoch) {
        findOrAddReply(replyEpoch).ended = true;
    }

    private Reply findOrAddReply(int replyEpoch) {
        if (replies.isEmpty() || replies.getLast().epoch < replyEpoch) {
            replies.add(new Reply(replyEpoch, replyEpoch == epoch ? playedMs : 0));
        }
        return replies.getLast();
    }

    /** Drops the replies before this epoch (barge-in). */
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
        int remainingMs = dueMs;
        while (playing) {
            Reply reply = replies.element();
            int ms = Math.min(remainingMs, reply.bufferedMs);
            reply.bufferedMs -= ms;
            reply.playedMs += ms;
            remainingMs -= ms;
            epoch = reply.epoch;
            playedMs = reply.playedMs;
            if (reply.bufferedMs > 0) {
                return;
            }
            if (reply.ended) {
                replies.remove();
                finishedReplies++;
                playing = mayStart();
            } else if (remainingMs > 0) {
                underruns++;
                playing = false;
            } else {
                return;
            }
        }
    }

    /** Returns whether reply audio is playing or buffered. */
    boolean isBusy() {
        return !replies.isEmpty();
    }

    boolean isPlaying() {
        return playing;
    }

    /** Returns the number of replies that were played or interrupted. */
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
