package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Simulated candidate in a conversation, as a state machine without I/O. Incoming messages and the
 * time go in; messages to send and requests to connect come out through the {@link
 * ProtocolClient.Transport}. One thread; times in µs on any clock that does not jump.
 */
public final class Candidate {
    private static final String CLIENT = "ielts-speak";
    private static final long ACK_TIMEOUT_US = 1_000_000;

    /** Long enough to reconnect and send {@code end} again. */
    private static final long END_TIMEOUT_US = 15_000_000;

    private enum Stage {
        TALKING,
        /** Sends nothing more and waits for the acknowledgement of the last frames. */
        AWAITING_ACKS,
        /** {@code end} was sent, or the gateway ended the conversation first. */
        ENDING,
        CLOSED
    }

    private final String sessionId;
    private final SpeakingPlan plan;
    private final ProtocolClient.Transport transport;
    private final CandidateObserver observer;
    private final long startedUs;
    private final Microphone microphone = new Microphone();
    private final ProtocolClient client;
    private final PlayoutModel playout;
    private final UplinkCounter uplink = new UplinkCounter(microphone);
    private final DownlinkCounter downlink = new DownlinkCounter();
    private final ResumptionLog resumptions = new ResumptionLog();
    private final TurnTaking turnTaking;
    private final CaptionVerifier captions = new CaptionVerifier();
    private final Outcome outcome = new Outcome();
    private final List<ConversationResult.Clear> clears = new ArrayList<>();
    private Microphone.@Nullable SpeechTiming speech;
    private Stage stage = Stage.TALKING;
    private long stageUs;

    /** Set while captured frames are dropped, since Maya's stream is not live yet. */
    private boolean awaitingLive;

    /** Parameters of a candidate: session, speaking plan, audio sink and source of randomness. */
    public record Parameters(
            String sessionId, SpeakingPlan plan, AudioSink sink, RandomGenerator random) {}

    /** Starts the conversation on a connection that is already open. */
    Candidate(
            Parameters parameters,
            ProtocolClient.Transport transport,
            CandidateObserver observer,
            long nowUs) {
        this.sessionId = parameters.sessionId();
        this.plan = parameters.plan();
        this.transport = transport;
        this.observer = observer;
        startedUs = nowUs;
        this.client =
                new ProtocolClient(
                        new ProtocolClient.Parameters(
                                CLIENT,
                                Microphone.FRAME_MS,
                                parameters.sink(),
                                parameters.random()),
                        transport,
                        nowUs);
        this.playout = client.playout();
        this.turnTaking = new TurnTaking(plan, nowUs);
        onOpened(nowUs);
    }

    /** Handles an opened connection: starts the conversation, or resumes it. */
    void onOpened(long nowUs) {
        downlink.onConnected();
        if (client.onOpened(nowUs)) {
            turnTaking.reset(nowUs);
            captions.reset();
            awaitingLive = true;
        }
        captions.onConnected();
        if (stage == Stage.AWAITING_ACKS) {
            stageUs = nowUs;
        }
    }

    /** Handles a control message. */
    void onMessage(ServerMessage message, long nowUs) {
        int cutBefore = playout.cutReplies();
        client.onMessage(message, nowUs);
        switch (message) {
            case ServerMessage.Welcome(var id) -> {
                if (id.equals(sessionId)) {
                    outcome.onWelcome();
                }
            }
            case ServerMessage.Status status -> onStatus(status, nowUs);
            case ServerMessage.Caption caption -> {
                captions.onCaption(caption);
                observer.onCaption(caption);
            }
            case ServerMessage.Clear clear ->
                    onClear(clear.epoch(), playout.cutReplies() > cutBefore, nowUs);
            case ServerMessage.Resumed(var reattached) -> {
                onResumed(
                        reattached ? Resumption.Kind.REATTACHED : Resumption.Kind.TAKEN_OVER,
                        nowUs);
                turnTaking.onResumed(nowUs);
            }
            case ServerMessage.Ack ack -> uplink.onAck(ack, nowUs);
            case ServerMessage.Lost lost -> uplink.onLost(lost);
            case ServerMessage.ProtocolError error -> outcome.onError(error.code());
            case ServerMessage.Ended end -> onEnded(end, nowUs);
            case ServerMessage.ReplyEnd _,
                    ServerMessage.Capsule _,
                    ServerMessage.Ping _,
                    ServerMessage.Connection _ -> {}
        }
    }

    /** Handles a frame of Maya's voice. */
    void onAudio(AudioFrame.Downlink frame, long nowUs) {
        downlink.onFrame(frame);
        resumptions.onAudio(nowUs);
        client.onAudio(frame.epoch(), frame.pcm(), 0, frame.pcm().length, nowUs);
    }

    /** Adds a problem that only the transport can see, such as a malformed message. */
    void addProblem(String problem) {
        outcome.addProblem(problem);
    }

    /** Handles a closed connection, or one that could not be opened. */
    void onClosed(int code, long nowUs) {
        if (client.onClosed(code, nowUs)) {
            onLost(code, nowUs);
        } else {
            finish(code, nowUs);
        }
    }

    /** Returns whether the conversation is over. */
    boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** Returns when {@link #tick} is due next, usually with the microphone's next frame. */
    long nextTickUs(long nowUs) {
        long tickUs = nowUs + Microphone.FRAME_US;
        return stage == Stage.TALKING ? Math.min(tickUs, microphone.nextFrameUs()) : tickUs;
    }

    /** Plays, sends and reconnects as far as it is due. */
    void tick(long nowUs) {
        if (stage == Stage.CLOSED) {
            return;
        }
        switch (client.tick(nowUs)) {
            case CONTINUES -> {}
            case LOST -> onLost(ProtocolClient.CONNECTION_LOST, nowUs);
            case OVER -> {
                finish(ProtocolClient.CONNECTION_LOST, nowUs);
                return;
            }
        }
        if (stage == Stage.TALKING) {
            talk(nowUs);
        } else {
            endConversation(nowUs);
        }
    }

    /** Returns a snapshot of the conversation's progress. */
    ConversationProgress progress(long nowUs) {
        return new ConversationProgress(
                nowUs - startedUs,
                turnTaking.utterancesSpoken(),
                plan.repeats() ? OptionalInt.empty() : OptionalInt.of(plan.utterances().size()),
                microphone.isSpeaking(),
                playout.isPlaying());
    }

    /** Returns the result, which is complete once the conversation is closed. */
    ConversationResult result() {
        return new ConversationResult(
                new ConversationResult.Overview(
                        sessionId, turnTaking.utterancesSpoken(), startedUs, stageUs),
                playout.replies().stream().map(Reply::toHeardReply).toList(),
                turnTaking.answers().stream()
                        .map(
                                a ->
                                        new ConversationResult.Turn(
                                                a.voiceEndUs(), a.reply().firstSampleUs()))
                        .toList(),
                clears,
                resumptions.all(),
                uplink.stats(client.replayBuffer().size()),
                downlink.stats(),
                outcome.ending(),
                allProblems());
    }

    /**
     * Starts no utterance without a connection, but lets the plan's time limit pass all the same.
     */
    private void talk(long nowUs) {
        if (client.isOpen() || plan.isOverLimit(nowUs)) {
            switch (turnTaking.nextAction(nowUs, playout, microphone.isIdle())) {
                case STAY -> {}
                case SPEAK -> {
                    speech = microphone.speak(turnTaking.nextUtterance());
                    turnTaking.onSpeaking(speech);
                }
                case FINISH -> enter(Stage.AWAITING_ACKS, nowUs);
                case UNANSWERED -> giveUp("no reply of Maya's began in %d s", nowUs);
                case STALLED -> giveUp("a reply of Maya's stopped for %d s", nowUs);
            }
        }
        if (stage == Stage.TALKING) {
            microphone.captureUntil(nowUs, captured -> capture(captured, nowUs));
        }
    }

    private void capture(Microphone.CapturedFrame captured, long nowUs) {
        if (awaitingLive) {
            return;
        }
        AudioFrame.Uplink frame = captured.frame();
        int numbered = client.nextSequence();
        if (client.capture(frame.pcm(), frame.captureMs(), captured.voiced(), nowUs)) {
            uplink.onCaptured(frame.sequence(), numbered);
        }
    }

    private void endConversation(long nowUs) {
        boolean acknowledged =
                client.replayBuffer().size() == 0 || nowUs - stageUs > ACK_TIMEOUT_US;
        if (stage == Stage.AWAITING_ACKS && client.isOpen() && acknowledged) {
            client.end(new ClientMessage.End(false));
            enter(Stage.ENDING, nowUs);
        }
        if (stage == Stage.ENDING && nowUs - stageUs > END_TIMEOUT_US) {
            transport.drop();
            finish(ProtocolClient.CONNECTION_LOST, nowUs);
        }
    }

    private void giveUp(String problem, long nowUs) {
        outcome.addProblem(problem.formatted(TurnTaking.REPLY_TIMEOUT_US / 1_000_000));
        enter(Stage.AWAITING_ACKS, nowUs);
    }

    /** Opens the microphone once Maya's stream is live: earlier speech would not be heard. */
    private void onStatus(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE) {
            microphone.open(nowUs);
            if (awaitingLive) {
                awaitingLive = false;
                onResumed(Resumption.Kind.BEGUN_AGAIN, nowUs);
            }
        } else {
            captions.onStreamLost();
        }
        observer.onStatus(status);
    }

    private void onLost(int closeCode, long nowUs) {
        if (resumptions.onLost(nowUs, closeCode, client.hasLostTurn())) {
            observer.onConnectionLost();
        }
    }

    private void onResumed(Resumption.Kind kind, long nowUs) {
        if (resumptions.onResumed(kind, client.attempts(), nowUs)) {
            observer.onResumed(kind);
        }
    }

    private void onEnded(ServerMessage.Ended end, long nowUs) {
        outcome.onEnded(end);
        if (stage == Stage.TALKING || stage == Stage.AWAITING_ACKS) {
            enter(Stage.ENDING, nowUs);
        }
    }

    private void finish(int code, long nowUs) {
        outcome.onClosed(code);
        enter(Stage.CLOSED, nowUs);
    }

    private void onClear(int epoch, boolean cut, long nowUs) {
        OptionalLong voiceStartUs =
                cut && speech != null
                        ? OptionalLong.of(speech.voiceStartUs())
                        : OptionalLong.empty();
        clears.add(new ConversationResult.Clear(epoch, nowUs, voiceStartUs));
    }

    private void enter(Stage next, long nowUs) {
        stage = next;
        stageUs = nowUs;
    }

    private List<String> allProblems() {
        List<String> all = new ArrayList<>();
        outcome.addProblems(all);
        playout.addProblems(all);
        captions.addProblems(all, playout.replies());
        if (!plan.repeats() && turnTaking.answers().size() < plan.utterances().size()) {
            all.add(
                    "%d of %d utterances were answered"
                            .formatted(turnTaking.answers().size(), plan.utterances().size()));
        }
        uplink.addProblems(all, resumptions.all(), client.replayBuffer().discarded());
        downlink.addProblems(all);
        resumptions.addProblems(all);
        outcome.addEndingProblems(all);
        return all;
    }
}
