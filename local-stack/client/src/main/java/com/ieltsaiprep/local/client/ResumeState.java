package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.jspecify.annotations.Nullable;

/**
 * Resume state of a conversation: the newest capsule, what has arrived, and what would be lost if
 * the gateway lost its memory. The same rules as the page's {@code DeliveryProgress}.
 */
final class ResumeState {
    private ServerMessage.@Nullable Capsule capsule;

    /** Newest reply with audio, or first one after a clear, and its audio. */
    private int epoch;

    private long receivedBytes;

    private int newestReply;
    private int lastEndedReply;

    /** First reply that is not void after a clear. */
    private int clearedBefore;

    private int captions;
    private boolean replyInProgress;
    private boolean answerOwed;
    private boolean captionOwed;

    /** Set while a page that was left may have held audio that was not played. */
    private boolean playoutLost;

    ResumeState() {}

    /** Creates the state of a conversation that another page or device has saved. */
    ResumeState(SavedConversation saved) {
        capsule = saved.capsule();
        epoch = saved.epoch();
        newestReply = saved.epoch();
        receivedBytes = saved.playedMs() * AudioFrame.DOWNLINK_BYTES_PER_MS;
        playoutLost = true;
    }

    /** Stores a capsule unless it is older than the current one. */
    boolean store(ServerMessage.Capsule newest) {
        boolean newer = capsule == null || newest.counter() > capsule.counter();
        if (newer) {
            capsule = newest;
        }
        return newer;
    }

    /** Returns the newest capsule; null if none has come yet. */
    ServerMessage.@Nullable Capsule capsule() {
        return capsule;
    }

    /** Handles audio of a reply. */
    void onAudio(int replyEpoch, int bytes) {
        if (replyEpoch < epoch) {
            return;
        }
        advanceTo(replyEpoch);
        receivedBytes += bytes;
        onReply(replyEpoch);
    }

    /** Handles the end of a reply. */
    void onReplyEnd(int replyEpoch) {
        lastEndedReply = Math.max(lastEndedReply, replyEpoch);
        replyInProgress &= replyEpoch < newestReply;
    }

    /** Handles a barge-in, from which on only replies of this epoch or later are heard. */
    void onClear(int newEpoch) {
        advanceTo(newEpoch);
        clearedBefore = Math.max(clearedBefore, newEpoch);
        replyInProgress &= newEpoch <= newestReply;
    }

    /** Handles a caption. One of the candidate that is older than the reply needs no answer. */
    void onCaption(ServerMessage.Caption caption) {
        captions++;
        boolean planned = caption.stage() == Stage.PLANNED;
        if (caption.speaker() == Speaker.EXAMINER) {
            if (planned || caption.epoch() > newestReply) {
                onReply(caption.epoch());
            }
        } else if (!planned) {
            captionOwed = false;
            answerOwed = caption.epoch() >= newestReply;
        }
    }

    /** Handles the acknowledgement of a frame that holds voice. */
    void onVoiceAcknowledged() {
        captionOwed = true;
    }

    /** Handles a resumption; a gateway that took over asks for the words again. */
    void onResumed(boolean reattached) {
        playoutLost = false;
        if (!reattached) {
            captions = 0;
            captionOwed = false;
        }
    }

    /**
     * Returns whether part of the current turn may be lost to a gateway that knows only the
     * capsule: a reply received in part, words acknowledged but not captioned, or an answer that is
     * still due.
     */
    boolean hasLostTurn() {
        return hasLostReply() || captionOwed;
    }

    /** Returns the captions since the conversation began on the node that owns it. */
    int captions() {
        return captions;
    }

    /** Creates the resume request, from this microphone frame on. */
    ClientMessage.Resume resume(String sealed, int sequence, String client) {
        return new ClientMessage.Resume(
                sealed,
                sequence,
                epoch,
                receivedBytes / AudioFrame.DOWNLINK_BYTES_PER_MS,
                captions,
                captionOwed,
                hasLostReply(),
                client);
    }

    private boolean hasLostReply() {
        return playoutLost || replyInProgress || answerOwed;
    }

    private void advanceTo(int newEpoch) {
        if (newEpoch > epoch) {
            epoch = newEpoch;
            receivedBytes = 0;
        }
    }

    private void onReply(int replyEpoch) {
        if (replyEpoch < Math.max(newestReply, clearedBefore) || replyEpoch <= lastEndedReply) {
            return;
        }
        // Audio without a caption by the next reply was no speech: a cough, for example.
        captionOwed &= replyEpoch == newestReply;
        newestReply = replyEpoch;
        replyInProgress = true;
        answerOwed = false;
    }
}
