package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;

import org.jspecify.annotations.Nullable;

/**
 * One conversation between a candidate and Maya on this node: a state machine without I/O. The
 * client and Sonic tell it what happened, and when; it answers through their ports. It outlives its
 * streams, each of which is seeded with what was said, and for half a minute its connection.
 */
final class Conversation implements ExaminerDialogue.Listener {
    /** An interview that Maya does not end is ended then, ms. */
    private static final long LONGEST_MS = 20 * 60_000L;

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

    private Phase phase = Phase.TALKING;

    private enum Phase {
        TALKING,
        /** The client has its answer; streams may still be closing. */
        ENDING,
        DONE
    }

    /**
     * Begins a conversation, or goes on with one of another node's.
     *
     * @param resumeRequest what to go on from; none for a new conversation
     */
    Conversation(
            ConversationIdentity identity,
            ConversationDependencies dependencies,
            ClientPort client,
            Ownership ownership,
            @Nullable ResumeRequest resumeRequest,
            long nowUs) {
        this.identity = identity;
        this.exchange = Exchange.over(client, dependencies);
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
            examiner.open(RetrySchedule.FIRST_OPENING);
        } else {
            this.checkpointer =
                    new CapsuleCheckpointer(
                            channel, dependencies.seal(), ownership, resumeRequest.capsule());
            takeOver(resumeRequest, nowUs);
        }
    }

    private void takeOver(ResumeRequest resumeRequest, long nowUs) {
        boolean turnLost = resumeRequest.turnLost();
        channel.send(new ServerMessage.Resumed(false));
        turns.goOn(resumeRequest.capsule(), turnLost, nowUs);
        sender.continueAfter(resumeRequest.epoch(), resumeRequest.client().replyLost());
        uplink.skipUntilAnswered(turnLost);
        examiner.open(RetrySchedule.REOPENING);
    }

    /**
     * Whether a client with this capsule finds here what it left, in the ownership that it claimed.
     */
    boolean isNewest(Capsule capsule, Ownership claimed) {
        return phase == Phase.TALKING && checkpointer.precedes(claimed, capsule);
    }

    /** The client is back, over another connection; the one before, if any, is closed. */
    void reattach(ClientPort client, ClientMessage.Resume resume, Ownership ownership, long nowUs) {
        channel.close(CloseCode.TAKEN_OVER);
        checkpointer.onReattached(ownership);
        disconnectState.comeBack();
        client.send(new ServerMessage.Resumed(true));
        channel.attach(client, resume.captions());
        if (examiner.hears()) {
            channel.send(new ServerMessage.Status(StreamState.LIVE, 0, 0));
        }
        uplink.onReattached();
        sender.onReattached(resume.epoch(), resume.receivedMs(), nowUs);
        qualityMonitor.onReattached();
    }

    void onMessage(ClientMessage message, long nowUs) {
        if (phase != Phase.TALKING) {
            return;
        }
        switch (message) {
            case ClientMessage.Playout playout -> {
                sender.onPlayout(playout.epoch(), playout.playedMs(), nowUs);
                qualityMonitor.onUnderruns(playout.underruns(), nowUs);
            }
            case ClientMessage.Mute mute -> uplink.mute(mute.muted());
            case ClientMessage.CapsuleStored(long counter) -> checkpointer.onStored(counter);
            case ClientMessage.Pong(int id) -> qualityMonitor.onPong(id, nowUs);
            case ClientMessage.LagTolerance(boolean on) -> {
                uplink.tolerate(on);
                sender.tolerate(on);
            }
            case ClientMessage.End(boolean skipped) ->
                    end(skipped ? EndReason.SKIPPED : EndReason.CLIENT, nowUs);
            case ClientMessage.Start _, ClientMessage.Resume _ ->
                    throw new IllegalStateException("a connection begins once");
        }
    }

    void onAudio(AudioFrame.Uplink frame, long nowUs) {
        if (phase == Phase.TALKING) {
            uplink.add(frame, nowUs);
            if (uplink.fedLongAgo(nowUs)) {
                examiner.feed(nowUs);
            }
        }
    }

    /** The connection is lost: the client may come back. */
    void onClientDisconnected(long nowUs) {
        channel.detach();
        if (phase == Phase.TALKING) {
            disconnectState.leave(nowUs);
            uplink.away(true);
        }
    }

    /** The client is to move to another node at the next moment when nobody speaks. */
    void onNodeDraining() {
        disconnectState.move();
    }

    /** The client is to move now. */
    void onNodeClosing(long nowUs) {
        if (phase == Phase.TALKING) {
            letMove(nowUs);
        }
    }

    /** Another connection, here or on another node, has the conversation. */
    void onTakenOver(long nowUs) {
        channel.close(CloseCode.TAKEN_OVER);
        release(nowUs);
    }

    void tick(long nowUs) {
        if (phase == Phase.DONE) {
            return;
        }
        examiner.tick(nowUs);
        if (phase != Phase.TALKING) {
            return;
        }
        uplink.tick(nowUs);
        examiner.promptInTurn(nowUs);
        examiner.feed(nowUs);
        sender.pump(nowUs);
        examiner.listen(channel.attached(), nowUs);
        if (channel.attached()) {
            checkpointer.tick(capsules(Capsule.State.TALKING, nowUs), nowUs);
            qualityMonitor.tick(uplink.delayMs(), nowUs);
        }
        checkEnd(nowUs);
    }

    private void checkEnd(long nowUs) {
        boolean over = turns.over(nowUs) || turns.elapsedMs(nowUs) > LONGEST_MS;
        if (!channel.attached()) {
            if (disconnectState.awayTooLong(nowUs)) {
                giveUpWaiting(nowUs);
            }
        } else if (over) {
            end(EndReason.EXAMINER, nowUs);
        } else if (sender.tooSlow(nowUs)) {
            channel.close(CloseCode.TOO_SLOW);
            onClientDisconnected(nowUs);
        } else if (disconnectState.moving()) {
            move(nowUs);
        }
    }

    /** Nobody came back: a test that is finished stays so, another may go on elsewhere. */
    private void giveUpWaiting(long nowUs) {
        if (turns.interviewFinished() && !turns.awaitsReply()) {
            checkpointer.finish();
            leave(nowUs);
        } else {
            release(nowUs);
        }
    }

    private void move(long nowUs) {
        if (!exchange.quiet(nowUs)) {
            disconnectState.takeBack();
        } else if (!disconnectState.capsuleGiven()) {
            disconnectState.giveCapsule(nowUs);
            checkpointer.send(capsules(Capsule.State.TALKING, nowUs), nowUs);
        } else if (checkpointer.safe() || disconnectState.due(nowUs)) {
            letMove(nowUs);
        }
    }

    /** Words that are not written down stay unacknowledged: the next node is to hear them. */
    private void letMove(long nowUs) {
        if (!uplink.unanswered().hasVoice()) {
            uplink.report();
        }
        if (!disconnectState.capsuleGiven() && channel.attached()) {
            checkpointer.send(capsules(Capsule.State.TALKING, nowUs), nowUs);
        }
        channel.close(CloseCode.GOING_AWAY);
        release(nowUs);
    }

    /** Audio and text that it holds, bytes. */
    long heldBytes() {
        return exchange.heldBytes();
    }

    boolean isFinished() {
        return phase == Phase.DONE;
    }

    /** Something is wrong in it: lets go of everything, without a word to anyone. */
    void abandon() {
        phase = Phase.DONE;
        checkpointer.release();
        examiner.cancel();
    }

    @Override
    public void onSaid() {
        checkpointer.renew();
    }

    @Override
    public void onUnavailable(long nowUs) {
        channel.close(CloseCode.EXAMINER_UNAVAILABLE);
        release(nowUs);
    }

    @Override
    public void onAllEnded() {
        phase = Phase.DONE;
    }

    private void end(EndReason reason, long nowUs) {
        uplink.report();
        if (reason == EndReason.EXAMINER) {
            checkpointer.send(capsules(Capsule.State.FINISHED, nowUs), nowUs);
        }
        channel.send(new ServerMessage.Ended(reason));
        channel.close(CloseCode.NORMAL);
        checkpointer.finish();
        leave(nowUs);
    }

    private void release(long nowUs) {
        checkpointer.release();
        leave(nowUs);
    }

    /** Lets the streams go; the client is gone, or has been told. */
    private void leave(long nowUs) {
        if (phase == Phase.TALKING) {
            phase = Phase.ENDING;
            examiner.leave(nowUs);
        }
    }

    private CapsuleCheckpointer.Source capsules(Capsule.State state, long nowUs) {
        return (ownership, counter) -> turns.capsule(identity, ownership, counter, state, nowUs);
    }
}
