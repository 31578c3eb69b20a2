package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

/** What a candidate keeps in mind so that any gateway can go on with the conversation. */
final class ResumeData {
    private ServerMessage.@Nullable Capsule capsule;
    private int captions;
    private int newestReply;
    private boolean replyUnderWay;
    private boolean replyOwed;
    private boolean wordsUncaptioned;

    /** The newest capsule; null if none has come yet. */
    @Nullable String capsule() {
        return capsule == null ? null : capsule.sealed();
    }

    /** Captions since the conversation began on the node that has it. */
    int captions() {
        return captions;
    }

    /**
     * Whether something may be missing for a gateway that knows no more than the capsule: a reply
     * that had not wholly come, words that were acknowledged but not written down, or an answer
     * that was owed.
     */
    boolean turnLost() {
        return replyLost() || wordsLost();
    }

    /** Whether Maya's reply to the candidate's last words has not wholly come. */
    boolean replyLost() {
        return replyUnderWay || replyOwed;
    }

    /** Whether words were acknowledged, and neither a caption of them nor a new reply has come. */
    boolean wordsLost() {
        return wordsUncaptioned;
    }

    void capsule(ServerMessage.Capsule newest) {
        if (capsule == null || newest.counter() > capsule.counter()) {
            capsule = newest;
        }
    }

    void caption(ServerMessage.Caption caption) {
        captions++;
        if (caption.stage() == ServerMessage.Stage.FINAL) {
            replyOwed = caption.speaker() == ServerMessage.Speaker.CANDIDATE;
            wordsUncaptioned &= !replyOwed;
        }
    }

    /** Audio of Maya's came. */
    void audio(int epoch) {
        if (epoch > newestReply) {
            newestReply = epoch;
            replyUnderWay = true;
            replyOwed = false;
            wordsUncaptioned = false;
        }
    }

    void replyEnd(int epoch) {
        replyUnderWay &= epoch < newestReply;
    }

    void clear(int epoch) {
        replyUnderWay &= epoch <= newestReply;
    }

    /** The gateway is done with a frame that holds voice. */
    void voiceAcknowledged() {
        wordsUncaptioned = true;
    }

    void resumed(boolean reattached) {
        captions = reattached ? captions : 0;
    }

    /** There was no capsule to go on from. */
    void startAgain() {
        captions = 0;
        newestReply = 0;
        replyUnderWay = false;
        replyOwed = false;
        wordsUncaptioned = false;
    }
}
