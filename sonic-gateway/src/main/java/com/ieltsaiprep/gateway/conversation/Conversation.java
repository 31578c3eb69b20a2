package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.SonicPort.Patience;
import com.ieltsaiprep.gateway.handover.Capsule;
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
final class Conversation implements Examiner.Owner {
    /** An interview that Maya does not end is ended then, ms. */
    private static final long LONGEST_MS = 20 * 60_000L;

    private final Identity identity;
    private final Exchange exchange;
    private final Line line;
    private final Microphone microphone;
    private final Voice voice;
    private final Dialogue dialogue;
    private final Examiner examiner;
    private final Safekeeping safekeeping;
    private final Lag lag;
    private final Departure departure = new Departure();

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
     * @param resumption what to go on from; none for a new conversation
     */
    Conversation(
            Identity identity,
            ConversationParts parts,
            ClientPort client,
            RegistryPort.Tenure tenure,
            @Nullable Resumption resumption,
            long nowUs) {
        this.identity = identity;
        this.exchange = Exchange.over(client, parts);
        this.line = exchange.line();
        this.microphone = exchange.microphone();
        this.voice = exchange.voice();
        this.dialogue = exchange.dialogue();
        this.examiner =
                new Examiner(this, exchange, parts, identity.sessionId(), tenure.generation());
        this.lag = new Lag(line, parts.observer());
        if (resumption == null) {
            this.safekeeping = new Safekeeping(line, parts.seal(), tenure);
            dialogue.start(nowUs);
            examiner.open(Patience.FIRST_OPENING);
        } else {
            this.safekeeping = new Safekeeping(line, parts.seal(), tenure, resumption.capsule());
            takeOver(resumption, nowUs);
        }
    }

    private void takeOver(Resumption resumption, long nowUs) {
        boolean turnLost = resumption.turnLost();
        line.send(new ServerMessage.Resumed(false));
        dialogue.goOn(resumption.capsule(), turnLost, nowUs);
        voice.continueAfter(resumption.epoch(), resumption.client().replyLost());
        microphone.skipUntilAnswered(turnLost);
        examiner.open(Patience.REOPENING);
    }

    /**
     * Whether a client with this capsule finds here what it left, in the tenure that it claimed.
     */
    boolean isNewest(Capsule capsule, RegistryPort.Tenure claimed) {
        return phase == Phase.TALKING && safekeeping.precedes(claimed, capsule);
    }

    /** The client is back, over another connection; the one before, if any, is closed. */
    void reattach(
            ClientPort client,
            ClientMessage.Resume resume,
            RegistryPort.Tenure tenure,
            long nowUs) {
        line.close(CloseCode.TAKEN_OVER);
        safekeeping.onReattached(tenure);
        departure.comeBack();
        client.send(new ServerMessage.Resumed(true));
        line.attach(client, resume.captions());
        if (examiner.hears()) {
            line.send(new ServerMessage.Status(StreamState.LIVE, 0, 0));
        }
        microphone.onReattached();
        voice.onReattached(resume.epoch(), resume.receivedMs(), nowUs);
        lag.onReattached();
    }

    void onMessage(ClientMessage message, long nowUs) {
        if (phase != Phase.TALKING) {
            return;
        }
        switch (message) {
            case ClientMessage.Playout playout -> {
                voice.onPlayout(playout.epoch(), playout.playedMs(), nowUs);
                lag.onUnderruns(playout.underruns(), nowUs);
            }
            case ClientMessage.Mute mute -> microphone.mute(mute.muted());
            case ClientMessage.CapsuleStored(long counter) -> safekeeping.onStored(counter);
            case ClientMessage.Pong(int id) -> lag.onPong(id, nowUs);
            case ClientMessage.LagTolerance(boolean on) -> {
                microphone.tolerate(on);
                voice.tolerate(on);
            }
            case ClientMessage.End(boolean skipped) ->
                    end(skipped ? EndReason.SKIPPED : EndReason.CLIENT, nowUs);
            case ClientMessage.Start _, ClientMessage.Resume _ ->
                    throw new IllegalStateException("a connection begins once");
        }
    }

    void onAudio(AudioFrame.Uplink frame, long nowUs) {
        if (phase == Phase.TALKING) {
            microphone.add(frame, nowUs);
            if (microphone.fedLongAgo(nowUs)) {
                examiner.feed(nowUs);
            }
        }
    }

    /** The connection is lost: the client may come back. */
    void onClientGone(long nowUs) {
        line.detach();
        if (phase == Phase.TALKING) {
            departure.leave(nowUs);
            microphone.away(true);
        }
    }

    /** The client is to move to another node at the next moment when nobody speaks. */
    void onNodeDraining() {
        departure.move();
    }

    /** The client is to move now. */
    void onNodeClosing(long nowUs) {
        if (phase == Phase.TALKING) {
            letMove(nowUs);
        }
    }

    /** Another connection, here or on another node, has the conversation. */
    void onTakenOver(long nowUs) {
        line.close(CloseCode.TAKEN_OVER);
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
        microphone.tick(nowUs);
        examiner.promptInTurn(nowUs);
        examiner.feed(nowUs);
        voice.pump(nowUs);
        examiner.listen(line.attached(), nowUs);
        if (line.attached()) {
            safekeeping.tick(capsules(Capsule.State.TALKING, nowUs), nowUs);
            lag.tick(microphone.delayMs(), nowUs);
        }
        checkEnd(nowUs);
    }

    private void checkEnd(long nowUs) {
        boolean over = dialogue.over(nowUs) || dialogue.elapsedMs(nowUs) > LONGEST_MS;
        if (!line.attached()) {
            if (departure.awayTooLong(nowUs)) {
                giveUpWaiting(nowUs);
            }
        } else if (over) {
            end(EndReason.EXAMINER, nowUs);
        } else if (voice.tooSlow(nowUs)) {
            line.close(CloseCode.TOO_SLOW);
            onClientGone(nowUs);
        } else if (departure.moving()) {
            move(nowUs);
        }
    }

    /** Nobody came back: a test that is finished stays so, another may go on elsewhere. */
    private void giveUpWaiting(long nowUs) {
        if (dialogue.interviewFinished() && !dialogue.awaitsReply()) {
            safekeeping.finish();
            leave(nowUs);
        } else {
            release(nowUs);
        }
    }

    private void move(long nowUs) {
        if (!exchange.quiet(nowUs)) {
            departure.takeBack();
        } else if (!departure.capsuleGiven()) {
            departure.giveCapsule(nowUs);
            safekeeping.send(capsules(Capsule.State.TALKING, nowUs), nowUs);
        } else if (safekeeping.safe() || departure.due(nowUs)) {
            letMove(nowUs);
        }
    }

    /** Words that are not written down stay unacknowledged: the next node is to hear them. */
    private void letMove(long nowUs) {
        if (!microphone.turn().hasVoice()) {
            microphone.report();
        }
        if (!departure.capsuleGiven() && line.attached()) {
            safekeeping.send(capsules(Capsule.State.TALKING, nowUs), nowUs);
        }
        line.close(CloseCode.GOING_AWAY);
        release(nowUs);
    }

    /** Audio and text that it holds, bytes. */
    long heldBytes() {
        return exchange.heldBytes();
    }

    boolean finished() {
        return phase == Phase.DONE;
    }

    /** Something is wrong in it: lets go of everything, without a word to anyone. */
    void abandon() {
        phase = Phase.DONE;
        safekeeping.release();
        examiner.cancel();
    }

    @Override
    public void onSaid() {
        safekeeping.renew();
    }

    @Override
    public void onUnavailable(long nowUs) {
        line.close(CloseCode.EXAMINER_UNAVAILABLE);
        release(nowUs);
    }

    @Override
    public void onAllEnded() {
        phase = Phase.DONE;
    }

    private void end(EndReason reason, long nowUs) {
        microphone.report();
        if (reason == EndReason.EXAMINER) {
            safekeeping.send(capsules(Capsule.State.FINISHED, nowUs), nowUs);
        }
        line.send(new ServerMessage.Ended(reason));
        line.close(CloseCode.NORMAL);
        safekeeping.finish();
        leave(nowUs);
    }

    private void release(long nowUs) {
        safekeeping.release();
        leave(nowUs);
    }

    /** Lets the streams go; the client is gone, or has been told. */
    private void leave(long nowUs) {
        if (phase == Phase.TALKING) {
            phase = Phase.ENDING;
            examiner.leave(nowUs);
        }
    }

    private Safekeeping.Source capsules(Capsule.State state, long nowUs) {
        return (tenure, counter) -> dialogue.capsule(identity, tenure, counter, state, nowUs);
    }
}
