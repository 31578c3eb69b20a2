package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

/** What a candidate keeps in mind so that any gateway can go on with the conversation. */
final class ResumeData {
    private ServerMessage.@Nullable Capsule capsule;
    private int captionCount;
    private int newestReply;
    private boolean replyInProgress;
    private boolean replyOwed;
    private boolean captionOwed;

    /** The newest capsule; null if none has come yet. */
    @Nullable String capsule() {
        return capsule == null ? null : capsule.sealed();
    }

    /** Captions since the conversation began on the node that has it. */
    int captionCount() {
        return captionCount;
    }

    /**
     * Whether something may be missing for a gateway that knows no more than the capsule: a reply
     * that had not wholly come, words that were acknowledged but not written down, or an answer
     * that was owed.
     */
    boolean hasLostTurn() {
        return hasLostReply() || hasLostWords();
    }

    /** Whether Maya's reply to the candidate's last words has not wholly come. */
    boolean hasLostReply() {
        return replyInProgress || replyOwed;
    }

    /** Whether words were acknowledged, and neither a caption of them nor a new reply has come. */
    boolean hasLostWords() {
        return captionOwed;
    }

    void onCapsule(ServerMessage.Capsule newest) {
        if (capsule == null || newest.counter() > capsule.counter()) {
            capsule = newest;
        }
    }

    void onCaption(ServerMessage.Caption caption) {
        captionCount++;
        if (caption.stage() == ServerMessage.Stage.FINAL) {
            replyOwed = caption.speaker() == ServerMessage.Speaker.CANDIDATE;
            captionOwed &= !replyOwed;
        }
    }

    /** Audio of Maya's came. */
    void onAudio(int epoch) {
        if (epoch > newestReply) {
            newestReply = epoch;
            replyInProgress = true;
            replyOwed = false;
            captionOwed = false;
        }
    }

    void onReplyEnd(int epoch) {
        replyInProgress &= epoch < newestReply;
    }

    void onClear(int epoch) {
        replyInProgress &= epoch <= newestReply;
    }

    /** The gateway is done with a frame that holds voice. */
    void onVoiceAcknowledged() {
        captionOwed = true;
    }

    void onResumed(boolean reattached) {
        captionCount = reattached ? captionCount : 0;
    }

    /** There was no capsule to go on from. */
    void reset() {
        captionCount = 0;
        newestReply = 0;
        replyInProgress = false;
        replyOwed = false;
        captionOwed = false;
    }
}
