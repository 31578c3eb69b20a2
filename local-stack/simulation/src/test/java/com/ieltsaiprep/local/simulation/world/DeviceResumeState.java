package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;

import org.jspecify.annotations.Nullable;

/**
 * Resume state of a device: the data that a new connection needs to go on with the conversation.
 */
final class DeviceResumeState {
    private ServerMessage.@Nullable Capsule capsule;
    private int epoch;
    private int receivedMs;
    private int newestReply;
    private int lastEndedReply;
    private int captions;
    private boolean replyInProgress;
    private boolean transcriptDue;
    private boolean answerDue;
    private boolean playoutLost;

    /** Saved state that survives a reload: the capsule, and the progress when it was stored. */
    record Saved(ServerMessage.Capsule capsule, int sequence, int epoch, int playedMs, long atUs) {}

    DeviceResumeState() {}

    /** Creates the state of a conversation that an earlier page or another device has saved. */
    DeviceResumeState(Saved saved) {
        capsule = saved.capsule;
        epoch = saved.epoch;
        newestReply = saved.epoch;
        receivedMs = saved.playedMs;
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

    ServerMessage.@Nullable Capsule capsule() {
        return capsule;
    }

    void onAudio(int replyEpoch, int ms) {
        if (replyEpoch > epoch) {
            startEpoch(replyEpoch);
        }
        if (replyEpoch == epoch) {
            receivedMs += ms;
        }
        onReply(replyEpoch);
    }

    private void startEpoch(int newEpoch) {
        epoch = newEpoch;
        receivedMs = 0;
    }

    private void onReply(int replyEpoch) {
        if (replyEpoch >= newestReply && replyEpoch > lastEndedReply) {
            newestReply = replyEpoch;
            replyInProgress = true;
            answerDue = false;
            transcriptDue = false;
        }
    }

    void onReplyEnd(int replyEpoch) {
        lastEndedReply = Math.max(lastEndedReply, replyEpoch);
        replyInProgress &= replyEpoch < newestReply;
    }

    void onClear(int newEpoch) {
        if (newEpoch > epoch) {
            startEpoch(newEpoch);
        }
        replyInProgress &= newEpoch <= newestReply;
    }

    void onCaption(ServerMessage.Caption caption) {
        captions++;
        if (caption.speaker() == Speaker.CANDIDATE) {
            transcriptDue = false;
            answerDue = caption.epoch() >= newestReply;
        } else if (caption.stage() == Stage.PLANNED || caption.epoch() > newestReply) {
            onReply(caption.epoch());
        }
    }

    /** Records that voice was acknowledged and no caption has shown it yet. */
    void onVoiceAcknowledged() {
        transcriptDue = true;
    }

    void onResumed(boolean reattached) {
        playoutLost = false;
        if (!reattached) {
            captions = 0;
            transcriptDue = false;
        }
    }

    /** Creates the resume request, from the first buffered microphone frame on. */
    ClientMessage.Resume resume(ServerMessage.Capsule newest, int sequence) {
        boolean replyLost = playoutLost || replyInProgress || answerDue;
        return new ClientMessage.Resume(
                newest.sealed(),
                sequence,
                epoch,
                receivedMs,
                captions,
                transcriptDue,
                replyLost,
                "simulated");
    }
}
