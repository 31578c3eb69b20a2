package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

/** Data that a candidate keeps so that any gateway can resume the conversation. */
final class ResumeData {
    private ServerMessage.@Nullable Capsule capsule;
    private int captionCount;
    private int newestReply;
    private boolean replyInProgress;
    private boolean replyOwed;
    private boolean captionOwed;

    /** Returns the newest capsule; null if none has come yet. */
    @Nullable String capsule() {
        return capsule == null ? null : capsule.sealed();
    }

    /** Returns the captions since the conversation began on the node that owns it. */
    int captionCount() {
        return captionCount;
    }

    /**
     * Returns whether part of the current turn may be lost to a gateway that knows only the
     * capsule. That is a reply received in part, words acknowledged but not captioned, or an answer
     * that is still due.
     */
    boolean hasLostTurn() {
        return hasLostReply() || hasLostWords();
    }

    /** Returns whether Maya's reply to the candidate's last words is not wholly received. */
    boolean hasLostReply() {
        return replyInProgress || replyOwed;
    }

    /** Returns whether words were acknowledged, but neither a caption of them nor a reply came. */
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

    /** Notes audio of a reply. */
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

    /** Notes the acknowledgement of a frame that holds voice. */
    void onVoiceAcknowledged() {
        captionOwed = true;
    }

    void onResumed(boolean reattached) {
        captionCount = reattached ? captionCount : 0;
    }

    /** Forgets the turn, for a conversation that starts anew without a capsule. */
    void reset() {
        captionCount = 0;
        newestReply = 0;
        replyInProgress = false;
        replyOwed = false;
        captionOwed = false;
    }
}
