package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.SonicPort.Patience;
import com.ieltsaiprep.gateway.handover.Capsule;
import com.ieltsaiprep.gateway.handover.CapsuleSeal;
import com.ieltsaiprep.gateway.handover.History;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One conversation between a candidate and Maya on this node: a state machine without I/O. The
 * client and Sonic tell it what happened, and when; it answers through their ports. It outlives its
 * streams, each of which is seeded with what was said, and for half a minute its connection.
 */
final class Conversation implements Streams.Owner {
    /** An interview that Maya does not end is ended then, ms. */
    private static final long LONGEST_MS = 20 * 60_000L;

    /** After a change of streams within their turn, the candidate goes on by then, or has ended. */
    private static final long GO_ON_US = 2_000_000;

    /** The model ends a turn 2 s after the last word, and then writes it down. */
    private static final long WORDS_US = 4_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Identity identity;
    private final Line line;
    private final ConversationObserver observer;
    private final Microphone microphone;
    private final Voice voice;
    private final Dialogue dialogue;
    private final Streams streams;
    private final Safekeeping safekeeping;
    private final Lag lag;
    private final Failures failures = new Failures();
    private final Departure departure = new Departure();

    private Phase phase = Phase.TALKING;
    private long promptUs = NEVER;
    private boolean replay = true;

    private enum Phase {
        TALKING,
        /** The client has its answer; streams may still be closing. */
        ENDING,
        DONE
    }

    /**
     * What it is made of.
     *
     * @param settings what it is set to
     * @param sonic the way to Nova Sonic
     * @param seal seals its capsules
     */
    record Parts(
            ConversationSettings settings,
            SonicPort sonic,
            CapsuleSeal seal,
            ConversationObserver observer) {}

    /**
     * Begins a conversation, or goes on with one of another node's.
     *
     * @param resumption what to go on from; none for a new conversation
     */
    Conversation(
            Identity identity,
            Parts parts,
            ClientPort client,
            RegistryPort.Tenure tenure,
            @Nullable Resumption resumption,
            long nowUs) {
        this.identity = identity;
        this.observer = parts.observer;
        this.line = new Line(client);
        this.microphone = new Microphone(line, observer);
        this.voice = new Voice(line);
        this.dialogue = new Dialogue(line, voice, parts.settings.history(), observer);
        this.streams = streams(parts, tenure);
        this.lag = new Lag(line, observer);
        if (resumption == null) {
            this.safekeeping = new Safekeeping(line, parts.seal, tenure);
            dialogue.start(nowUs);
            streams.open(Patience.FIRST_OPENING);
        } else {
            this.safekeeping = new Safekeeping(line, parts.seal, tenure, resumption.capsule());
            takeOver(resumption, nowUs);
        }
    }

    private void takeOver(Resumption resumption, long nowUs) {
        boolean turnLost = resumption.turnLost();
        line.send(new ServerMessage.Resumed(false));
        dialogue.goOn(resumption.capsule(), turnLost, nowUs);
        voice.continueAfter(resumption.epoch(), resumption.client().replyLost());
        microphone.skipUntilAnswered(turnLost);
        streams.open(Patience.REOPENING);
    }

    private Streams streams(Parts parts, RegistryPort.Tenure tenure) {
        String prefix = identity.sessionId() + "-" + tenure.generation() + "-";
        return new Streams(
                this,
                parts.sonic,
                stream -> new StreamScript(prefix + stream, parts.settings),
                voice,
                parts.settings.life());
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
        if (streams.live()) {
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
                feed(nowUs);
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
        streams.tick(nowUs, microphone.turn().voiceUs());
        if (phase != Phase.TALKING) {
            return;
        }
        microphone.tick(nowUs);
        promptInTurn(nowUs);
        feed(nowUs);
        voice.pump(nowUs);
        listen(nowUs);
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
        if (!quiet(nowUs)) {
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

    /** What is heard while Maya is heard may be her echo. */
    private void listen(long nowUs) {
        StreamLink link = streams.listening();
        OpenTurn turn = microphone.turn();
        if (!voice.silent(nowUs)) {
            turn.close();
        } else if (!line.attached()) {
            turn.waitAnew();
        } else if (turn.ignored(nowUs) && link != null) {
            link.abandon(new StreamEnd.Transient("deaf stream"), nowUs);
        }
    }

    /** After a change of streams in the candidate's turn they go on; if not, Maya does. */
    private void promptInTurn(long nowUs) {
        StreamLink link = streams.listening();
        if (promptUs == NEVER || link == null) {
            return;
        }
        if (microphone.turn().hasVoice()) {
            promptUs = Math.max(promptUs, microphone.turn().voiceUs() + WORDS_US);
        }
        if (nowUs >= promptUs) {
            prompt(link, nowUs);
        }
    }

    private void prompt(StreamLink link, long nowUs) {
        promptUs = NEVER;
        dialogue.prompt()
                .ifPresent(
                        text -> {
                            link.script().prompt(link.stream(), text);
                            link.watchdog().expectTurn(nowUs);
                        });
    }

    /** Audio and text that it holds, bytes. */
    long heldBytes() {
        return (long) microphone.heldBytes()
                + voice.heldBytes()
                + dialogue.heldBytes()
                + line.heldBytes();
    }

    boolean finished() {
        return phase == Phase.DONE;
    }

    /** Something is wrong in it: lets go of everything, without a word to anyone. */
    void abandon() {
        phase = Phase.DONE;
        safekeeping.release();
        streams.cancel();
    }

    @Override
    public List<History.Message> seed() {
        return failures.seed(dialogue.seed());
    }

    @Override
    public void onConnecting(int attempt) {
        line.send(new ServerMessage.Status(StreamState.CONNECTING, attempt, 0));
    }

    @Override
    public void onRetry(int attempt, int delayMs) {
        line.send(new ServerMessage.Status(StreamState.RETRYING, attempt, delayMs));
    }

    @Override
    public void onListening(StreamLink link, StreamChange change, long nowUs) {
        switch (change) {
            case AFTER_LOSS -> {
                line.send(new ServerMessage.Status(StreamState.LIVE, 0, 0));
                microphone.onStreamOpen(replay, nowUs);
                prompt(link, nowUs);
            }
            case IN_SILENCE -> microphone.onStreamOpen(true, nowUs);
            case MID_TURN -> {
                microphone.onStreamOpen(false, nowUs);
                promptUs = nowUs + GO_ON_US;
            }
            case FORCED -> onForced(link, nowUs);
        }
        replay = true;
        observer.streamChanged(change);
        feed(nowUs);
    }

    private void onForced(StreamLink link, long nowUs) {
        OpenTurn turn = microphone.turn();
        boolean wordsLost = turn.hasWords() && !turn.whole();
        microphone.onStreamOpen(!wordsLost, nowUs);
        if (wordsLost) {
            dialogue.onStreamLost(false, true, nowUs);
            prompt(link, nowUs);
        } else if (!voice.replying()) {
            promptUs = nowUs + GO_ON_US;
        }
    }

    @Override
    public void onEvent(StreamLink from, SonicOutput event, long nowUs) {
        if (phase != Phase.TALKING) {
            return;
        }
        if (event instanceof SonicOutput.Text text && text.role() == SonicOutput.Role.USER) {
            microphone.turn().settle();
            promptUs = NEVER;
        }
        if (event instanceof SonicOutput.Audio) {
            promptUs = NEVER;
            microphone.skipUntilAnswered(false);
        }
        if (dialogue.onEvent(event, from, nowUs)) {
            safekeeping.renew();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        feed(nowUs);
    }

    @Override
    public boolean onLost(StreamLink lost, StreamEnd end, long nowUs) {
        if (lost.wasOpened() && end instanceof StreamEnd.Failure failure) {
            observer.streamFailed(identity.sessionId(), failure);
        }
        OpenTurn turn = microphone.turn();
        boolean cutOff = voice.replying() && !streams.predecessorSpeaks();
        boolean wordsLost = turn.hasWords() && !turn.whole();
        replay = !cutOff && !wordsLost;
        dialogue.onStreamLost(cutOff, wordsLost, nowUs);
        promptUs = NEVER;
        if (failures.another(lost, end, dialogue.replies())) {
            return true;
        }
        line.close(CloseCode.EXAMINER_UNAVAILABLE);
        release(nowUs);
        return false;
    }

    @Override
    public void onSpokenInto(StreamLink speaker) {
        dialogue.interrupt(speaker);
    }

    @Override
    public void onReplyCut(long nowUs) {
        StreamLink link = streams.listening();
        if (phase == Phase.TALKING && voice.replying() && link != null) {
            dialogue.onStreamLost(true, false, nowUs);
            prompt(link, nowUs);
        }
    }

    @Override
    public void onSpareLost(StreamEnd end) {
        if (end instanceof StreamEnd.Failure failure) {
            observer.streamFailed(identity.sessionId(), failure);
        }
    }

    @Override
    public boolean quiet(long nowUs) {
        return dialogue.settled(nowUs) && voice.silent(nowUs) && microphone.quiet(nowUs);
    }

    @Override
    public boolean pausing(long forUs, long nowUs) {
        return dialogue.settled(nowUs) && voice.silent(nowUs) && microphone.pausing(forUs, nowUs);
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
            voice.discard();
            streams.leave(nowUs);
        }
    }

    private void feed(long nowUs) {
        StreamLink live = streams.listening();
        if (live != null) {
            microphone.feed(live.stream(), pcm -> live.script().audio(live.stream(), pcm), nowUs);
        }
    }

    private Safekeeping.Source capsules(Capsule.State state, long nowUs) {
        return (tenure, counter) -> dialogue.capsule(identity, tenure, counter, state, nowUs);
    }
}
