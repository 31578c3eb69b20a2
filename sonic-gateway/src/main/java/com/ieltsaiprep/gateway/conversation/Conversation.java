package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;

import org.jspecify.annotations.Nullable;

/**
 * Conversation between a candidate and the examiner (Maya) on this node: a state machine without
 * I/O. The client and Nova Sonic deliver timestamped events; it responds through its ports. It
 * outlives each of its streams, and for half a minute its connection.
 */
final class Conversation implements ExaminerDialogue.Listener {
    /** Time limit of an interview that Maya does not end herself, ms. */
    private static final long MAX_INTERVIEW_MS = 20 * 60_000L;

    private final ConversationIdentity identity;
    private final Exchange exchange;
    private final ClientChannel channel;
    private final UplinkAudio uplink;
    private final ReplySender sender;
    private final TurnState turns;
    private final ExaminerDialogue examiner;
    private final CapsuleCheckpointer checkpointer;
    private final ConnectionQualityMonitor qualityMonitor;
    private final DisconnectState disconnectState = new DisconnectState();

    private Phase phase = Phase.ACTIVE;

    private enum Phase {
        ACTIVE,
        /** Ended for the client; streams may still be closing. */
        CLOSING,
        CLOSED
    }

    /**
     * Begins a conversation, or resumes one of another node's.
     *
     * @param resumeRequest what to resume from; none for a new conversation
     */
    Conversation(
            ConversationIdentity identity,
            ConversationDependencies dependencies,
            ClientPort client,
            Ownership ownership,
            @Nullable ResumeRequest resumeRequest,
            long nowUs) {
        this.identity = identity;
        this.exchange = Exchange.create(client, dependencies);
        this.channel = exchange.channel();
        this.uplink = exchange.uplink();
        this.sender = exchange.sender();
        this.turns = exchange.turns();
        this.examiner =
                new ExaminerDialogue(
                        this, exchange, dependencies, identity.sessionId(), ownership.generation());
        this.qualityMonitor = new ConnectionQualityMonitor(channel, dependencies.observer());
        if (resumeRequest == null) {
            this.checkpointer = new CapsuleCheckpointer(channel, dependencies.seal(), ownership);
            turns.start(nowUs);
            examiner.openStream(RetrySchedule.FIRST_OPENING);
        } else {
            this.checkpointer =
                    new CapsuleCheckpointer(
                            channel, dependencies.seal(), ownership, resumeRequest.capsule());
            resume(resumeRequest, nowUs);
        }
    }

    private void resume(ResumeRequest resumeRequest, long nowUs) {
        boolean turnLost = resumeRequest.isTurnLost();
        channel.send(new ServerMessage.Resumed(false));
        turns.resume(resumeRequest.capsule(), turnLost, nowUs);
        sender.resumeAfter(resumeRequest.epoch(), resumeRequest.client().replyLost());
        uplink.dropUntilAnswered(turnLost);
        examiner.openStream(RetrySchedule.REOPENING);
    }

    /** Returns whether a client with this capsule and ownership can re-attach here without loss. */
    boolean isNewest(Capsule capsule, Ownership claimed) {
        return phase == Phase.ACTIVE && checkpointer.isContinuedBy(claimed, capsule);
    }

    /** Re-attaches the client over another connection and closes the previous one, if any. */
    void reattach(ClientPort client, ClientMessage.Resume resume, Ownership ownership, long nowUs) {
        channel.close(CloseCode.TAKEN_OVER);
        checkpointer.onReattached(ownership);
        disconnectState.onReconnected();
        client.send(new ServerMessage.Resumed(true));
        channel.attach(client, resume.captions());
        if (examiner.isListening()) {
            channel.send(new ServerMessage.Status(StreamState.LIVE, 0, 0));
        }
        uplink.onReattached();
        sender.onReattached(resume.epoch(), resume.receivedMs(), nowUs);
        qualityMonitor.onReattached();
    }

    void onMessage(ClientMessage message, long nowUs) {
        if (phase != Phase.ACTIVE) {
            return;
        }
        switch (message) {
            case ClientMessage.Playout playout -> {
                sender.onPlayout(playout.epoch(), playout.playedMs(), nowUs);
                qualityMonitor.onUnderruns(playout.underruns(), nowUs);
            }
            case ClientMessage.Mute mute -> uplink.setMuted(mute.muted());
            case ClientMessage.CapsuleStored(long counter) -> checkpointer.onStored(counter);
            case ClientMessage.Pong(int id) -> qualityMonitor.onPong(id, nowUs);
            case ClientMessage.LagTolerance(boolean on) -> {
                uplink.setLagTolerance(on);
                sender.setLagTolerance(on);
            }
            case ClientMessage.End(boolean skipped) ->
                    end(skipped ? EndReason.SKIPPED : EndReason.CLIENT, nowUs);
            case ClientMessage.Start _, ClientMessage.Resume _ ->
                    throw new IllegalStateException("a second start or resume");
        }
    }

    void onAudio(AudioFrame.Uplink frame, long nowUs) {
        if (phase == Phase.ACTIVE) {
            uplink.add(frame, nowUs);
            if (uplink.isFeedDue(nowUs)) {
                examiner.feed(nowUs);
            }
        }
    }

    /** Handles a lost connection: the client may resume. */
    void onClientDisconnected(long nowUs) {
        channel.detach();
        if (phase == Phase.ACTIVE) {
            disconnectState.onDisconnected(nowUs);
            uplink.setDisconnected(true);
        }
    }

    /** Starts draining: the client is moved to another node at the next quiet moment. */
    void onNodeDraining() {
        disconnectState.startDraining();
    }

    /** Closes the connection at once so that the client resumes on another node. */
    void onNodeClosing(long nowUs) {
        if (phase == Phase.ACTIVE) {
            disconnectForDrain(nowUs);
        }
    }

    /** Handles the loss of ownership to another connection, here or on another node. */
    void onTakenOver(long nowUs) {
        channel.close(CloseCode.TAKEN_OVER);
        release(nowUs);
    }

    /** Handles a revoked sign-in, or a later session of the same attempt. */
    void onRevoked(long nowUs) {
        channel.close(CloseCode.REVOKED);
        release(nowUs);
    }

    void tick(long nowUs) {
        if (phase == Phase.CLOSED) {
            return;
        }
        turns.tick(nowUs);
        examiner.tick(nowUs);
        if (phase != Phase.ACTIVE) {
            return;
        }
        uplink.tick(nowUs);
        examiner.promptInTurn(nowUs);
        examiner.feed(nowUs);
        sender.pump(nowUs);
        examiner.watchUnansweredSpeech(channel.isAttached(), nowUs);
        if (channel.isAttached()) {
            checkpointer.tick(capsuleSource(Capsule.State.TALKING, nowUs), nowUs);
            qualityMonitor.tick(uplink.delayMs(), nowUs);
        }
        checkEnd(nowUs);
    }

    private void checkEnd(long nowUs) {
        boolean over = turns.isOver(nowUs) || turns.elapsedMs(nowUs) > MAX_INTERVIEW_MS;
        if (!channel.isAttached()) {
            if (disconnectState.isResumeWindowOver(nowUs)) {
                onResumeWindowOver(nowUs);
            }
        } else if (over) {
            end(EndReason.EXAMINER, nowUs);
        } else if (sender.isTooSlow(nowUs)) {
            channel.close(CloseCode.TOO_SLOW);
            onClientDisconnected(nowUs);
        } else if (disconnectState.isDraining()) {
            drain(nowUs);
        }
    }

    /**
     * Ends the wait for a disconnected client: a finished test stays finished, another may be
     * resumed elsewhere.
     */
    private void onResumeWindowOver(long nowUs) {
        if (turns.isInterviewFinished() && !turns.isReplyDue()) {
            checkpointer.finish();
            closeStreams(nowUs);
        } else {
            release(nowUs);
        }
    }

    private void drain(long nowUs) {
        if (!exchange.isQuiet(nowUs)) {
            disconnectState.resetCapsule();
        } else if (!disconnectState.isCapsuleSent()) {
            disconnectState.onCapsuleSent(nowUs);
            checkpointer.send(capsuleSource(Capsule.State.TALKING, nowUs), nowUs);
        } else if (checkpointer.isStored() || disconnectState.isAcknowledgementOverdue(nowUs)) {
            disconnectForDrain(nowUs);
        }
    }

    /**
     * Disconnects the client for draining. Speech without a transcript stays unacknowledged, so
     * that the client replays it to the next node.
     */
    private void disconnectForDrain(long nowUs) {
        if (!uplink.unanswered().hasVoice()) {
            uplink.report();
        }
        if (!disconnectState.isCapsuleSent() && channel.isAttached()) {
            checkpointer.send(capsuleSource(Capsule.State.TALKING, nowUs), nowUs);
        }
        channel.close(CloseCode.GOING_AWAY);
        release(nowUs);
    }

    long heldBytes() {
        return exchange.heldBytes();
    }

    boolean isFinished() {
        return phase == Phase.CLOSED;
    }

    /** Releases everything silently, after a fault. */
    void abandon() {
        phase = Phase.CLOSED;
        checkpointer.release();
        examiner.cancel();
    }

    @Override
    public void onUtteranceFinished() {
        checkpointer.markDirty();
    }

    @Override
    public void onExaminerUnavailable(long nowUs) {
        channel.close(CloseCode.EXAMINER_UNAVAILABLE);
        release(nowUs);
    }

    @Override
    public void onStreamsClosed() {
        phase = Phase.CLOSED;
    }

    private void end(EndReason reason, long nowUs) {
        uplink.report();
        if (reason == EndReason.EXAMINER) {
            checkpointer.send(capsuleSource(Capsule.State.FINISHED, nowUs), nowUs);
        }
        channel.send(new ServerMessage.Ended(reason));
        channel.close(CloseCode.NORMAL);
        checkpointer.finish();
        closeStreams(nowUs);
    }

    private void release(long nowUs) {
        checkpointer.release();
        closeStreams(nowUs);
    }

    /** Closes the streams, once the client is gone or notified. */
    private void closeStreams(long nowUs) {
        if (phase == Phase.ACTIVE) {
            phase = Phase.CLOSING;
            examiner.close(nowUs);
        }
    }

    private CapsuleCheckpointer.Source capsuleSource(Capsule.State state, long nowUs) {
        return (ownership, counter) -> turns.capsule(identity, ownership, counter, state, nowUs);
    }
}
