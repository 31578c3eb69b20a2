package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.jspecify.annotations.Nullable;

/** What a device knows of its conversation, so that it can go on over another connection. */
final class Memory {
    private ServerMessage.@Nullable Capsule capsule;
    private int epoch;
    private int receivedMs;
    private int begun;
    private int ended;
    private int captions;
    private boolean replyUnderWay;
    private boolean wordsDue;
    private boolean answerDue;
    private boolean playerLost;

    /** What outlives the page: the capsule, and where the conversation was when it was kept. */
    record Kept(ServerMessage.Capsule capsule, int sequence, int epoch, int playedMs, long atUs) {}

    /** Of a conversation that begins. */
    Memory() {}

    /** Of a conversation that an earlier load of the page had, or another. */
    Memory(Kept kept) {
        capsule = kept.capsule;
        epoch = kept.epoch;
        begun = kept.epoch;
        receivedMs = kept.playedMs;
        playerLost = true;
    }

    /** Keeps a capsule, unless it is older than the one at hand. */
    boolean keep(ServerMessage.Capsule newest) {
        boolean newer = capsule == null || newest.counter() > capsule.counter();
        if (newer) {
            capsule = newest;
        }
        return newer;
    }

    ServerMessage.@Nullable Capsule capsule() {
        return capsule;
    }

    void onAudio(int replyEpoch, int ms) {
        if (replyEpoch > epoch) {
            hasAudioOf(replyEpoch);
        }
        if (replyEpoch == epoch) {
            receivedMs += ms;
        }
        onReply(replyEpoch);
    }

    private void hasAudioOf(int newEpoch) {
        epoch = newEpoch;
        receivedMs = 0;
    }

    private void onReply(int replyEpoch) {
        if (replyEpoch >= begun && replyEpoch > ended) {
            begun = replyEpoch;
            replyUnderWay = true;
            answerDue = false;
            wordsDue = false;
        }
    }

    void onReplyEnd(int replyEpoch) {
        ended = Math.max(ended, replyEpoch);
        replyUnderWay &= replyEpoch < begun;
    }

    void onClear(int newEpoch) {
        if (newEpoch > epoch) {
            hasAudioOf(newEpoch);
        }
        replyUnderWay &= newEpoch <= begun;
    }

    void onCaption(ServerMessage.Caption caption) {
        captions++;
        if (caption.speaker() == Speaker.CANDIDATE) {
            wordsDue = false;
            answerDue = caption.epoch() >= begun;
        } else if (caption.stage() == Stage.PLANNED || caption.epoch() > begun) {
            onReply(caption.epoch());
        }
    }

    /** Voice was acknowledged that no caption has shown. */
    void onVoiceAcknowledged() {
        wordsDue = true;
    }

    void onResumed(boolean reattached) {
        playerLost = false;
        if (!reattached) {
            captions = 0;
            wordsDue = false;
        }
    }

    /** How to go on, from the first microphone frame that is kept. */
    ClientMessage.Resume resume(ServerMessage.Capsule newest, int sequence) {
        boolean replyLost = playerLost || replyUnderWay || answerDue;
        return new ClientMessage.Resume(
                newest.sealed(),
                sequence,
                epoch,
                receivedMs,
                captions,
                wordsDue,
                replyLost,
                "simulated");
    }
}
