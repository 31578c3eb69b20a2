package com.ieltsaiprep.local.candidate;

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
 * A candidate in conversation, without I/O: it is told what came from the gateway and what time it
 * is, and says what to send and when to connect again. One thread; times in µs on any clock that
 * does not jump.
 */
final class Candidate {
    private static final long REPORT_US = 250_000;
    private static final long LAST_ACK_US = 1_000_000;

    /** Long enough to come back and say it again. */
    private static final long GOODBYE_US = 15_000_000;

    /** The way to the gateway. */
    interface Transport {
        /** Opens another connection; {@link #opened} or {@link #closed} follows. */
        void connect();

        /** Gives up the connection, or the attempt at one: nothing more comes of it. */
        void drop();

        void audio(AudioFrame.Uplink frame);

        void send(ClientMessage message);
    }

    private enum Stage {
        TALKING,
        /** Nothing more is sent; the last frames are being acknowledged. */
        QUIET,
        /** {@code end} was sent, or the gateway said it first. */
        LEAVING,
        CLOSED
    }

    private final String sessionId;
    private final SpeakingPlan plan;
    private final Transport gateway;
    private final CandidateObserver observer;
    private final long beganUs;
    private final Microphone microphone = new Microphone();
    private final ClientConnection connection;
    private final PlayoutModel playout;
    private final TurnTaking turnTaking;
    private final CaptionVerifier captions = new CaptionVerifier();
    private final Outcome outcome = new Outcome();
    private final List<ConversationResult.Clear> clears = new ArrayList<>();
    private Microphone.@Nullable SpeechTiming speech;
    private Stage stage = Stage.TALKING;
    private long stageUs;
    private long nextReportUs;
    private boolean reporting;

    /** Whose conversation it is, and how it sounds: what a candidate needs beside the gateway. */
    record Parameters(
            String sessionId, SpeakingPlan plan, AudioSink sink, RandomGenerator random) {}

    /** Begins at once: the first connection is open. */
    Candidate(Parameters person, Transport gateway, CandidateObserver observer, long nowUs) {
        this.sessionId = person.sessionId();
        this.plan = person.plan();
        this.gateway = gateway;
        this.observer = observer;
        this.beganUs = nowUs;
        this.connection = new ClientConnection(gateway, observer, microphone, person.random());
        this.playout = new PlayoutModel(nowUs, person.sink());
        this.turnTaking = new TurnTaking(plan, nowUs);
        opened(nowUs);
    }

    /** A connection is open. */
    void opened(long nowUs) {
        if (connection.begins()) {
            playout.startAgain(nowUs);
            turnTaking.startAgain(nowUs);
            captions.startAgain();
        }
        playout.connected();
        captions.connected();
        connection.opened(playout.received(), nowUs);
        if (stage == Stage.QUIET) {
            stageUs = nowUs;
        } else if (stage == Stage.LEAVING) {
            connection.send(new ClientMessage.End(false));
        }
    }

    /** A control message came. */
    void received(ServerMessage message, long nowUs) {
        connection.received(message, nowUs);
        switch (message) {
            case ServerMessage.Welcome(var id) -> {
                if (id.equals(sessionId)) {
                    outcome.welcome();
                }
            }
            case ServerMessage.Status status -> status(status, nowUs);
            case ServerMessage.Caption caption -> {
                captions.caption(caption);
                observer.onCaption(caption);
            }
            case ServerMessage.Clear clear -> clear(clear.epoch(), nowUs);
            case ServerMessage.ReplyEnd end -> playout.replyEnd(end.epoch(), end.audioMs(), nowUs);
            case ServerMessage.Resumed _ -> turnTaking.resumed(nowUs);
            case ServerMessage.ProtocolError error -> outcome.error(error.code());
            case ServerMessage.Ended end -> ended(end, nowUs);
            case ServerMessage.Ack _,
                    ServerMessage.Lost _,
                    ServerMessage.Capsule _,
                    ServerMessage.Ping _,
                    ServerMessage.Connection _ -> {}
        }
    }

    /** A frame of Maya's voice came. */
    void received(AudioFrame.Downlink frame, long nowUs) {
        connection.received(frame, nowUs);
        playout.receive(frame, nowUs);
    }

    /** Something was wrong that only the connection could see. */
    void problem(String problem) {
        outcome.problem(problem);
    }

    /** The connection is closed, or could not be opened. */
    void closed(int code, long nowUs) {
        playout.render(nowUs);
        if (outcome.hasEnded() || !ClientConnection.isResumable(code)) {
            finish(code, nowUs);
        } else {
            connection.lost(code, nowUs);
        }
    }

    /** Whether it is over. */
    boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** When {@link #tick} is to be called next: when the microphone's next frame is due. */
    long nextTickUs(long nowUs) {
        long tickUs = nowUs + Microphone.FRAME_US;
        return stage == Stage.TALKING ? Math.min(tickUs, microphone.nextFrameUs()) : tickUs;
    }

    /** Does what is due. */
    void tick(long nowUs) {
        if (stage == Stage.CLOSED) {
            return;
        }
        playout.render(nowUs);
        boolean sending = stage == Stage.TALKING && microphone.isOpen();
        if (!outcome.hasEnded() && !connection.tick(sending, nowUs)) {
            finish(ClientConnection.CONNECTION_LOST, nowUs);
        } else if (stage == Stage.TALKING) {
            talk(nowUs);
        } else {
            leave(nowUs);
        }
        report(nowUs);
    }

    /** Where the conversation stands. */
    ConversationProgress progress(long nowUs) {
        return new ConversationProgress(
                nowUs - beganUs,
                turnTaking.spoken(),
                plan.repeats() ? OptionalInt.empty() : OptionalInt.of(plan.utterances().size()),
                microphone.isSpeaking(),
                playout.isPlaying());
    }

    /** What it was like; complete once closed. */
    ConversationResult result() {
        return new ConversationResult(
                new ConversationResult.Overview(sessionId, turnTaking.spoken(), beganUs, stageUs),
                playout.replies().stream().map(Reply::heard).toList(),
                turnTaking.answers().stream()
                        .map(
                                a ->
                                        new ConversationResult.Turn(
                                                a.voiceEndUs(), a.reply().firstSampleUs()))
                        .toList(),
                clears,
                connection.resumptions().all(),
                connection.uplink().result(),
                connection.downlink().result(),
                outcome.ending(),
                describeProblems());
    }

    /** Whoever has no connection begins nothing new, but the time runs out all the same. */
    private void talk(long nowUs) {
        if (connection.isOpen() || plan.isOverLimit(nowUs)) {
            switch (turnTaking.next(nowUs, playout, microphone.idle())) {
                case STAY -> {}
                case SPEAK -> {
                    speech = microphone.speak(turnTaking.nextUtterance());
                    turnTaking.speaking(speech);
                }
                case FINISH -> enter(Stage.QUIET, nowUs);
                case UNANSWERED -> giveUp("no reply of Maya's began in %d s", nowUs);
                case STALLED -> giveUp("a reply of Maya's stopped for %d s", nowUs);
            }
        }
        if (stage == Stage.TALKING) {
            connection.capture(nowUs);
        }
    }

    private void leave(long nowUs) {
        boolean acknowledged = connection.unacked() == 0 || nowUs - stageUs > LAST_ACK_US;
        if (stage == Stage.QUIET && connection.isOpen() && acknowledged) {
            connection.send(new ClientMessage.End(false));
            enter(Stage.LEAVING, nowUs);
        }
        if (stage == Stage.LEAVING && nowUs - stageUs > GOODBYE_US) {
            gateway.drop();
            finish(ClientConnection.CONNECTION_LOST, nowUs);
        }
    }

    private void giveUp(String problem, long nowUs) {
        outcome.problem(problem.formatted(TurnTaking.PATIENCE_US / 1_000_000));
        enter(Stage.QUIET, nowUs);
    }

    /** Nobody speaks to an examiner who is not there yet. */
    private void status(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE) {
            microphone.open(nowUs);
        } else {
            captions.streamLost();
        }
        observer.onStatus(status);
    }

    private void ended(ServerMessage.Ended end, long nowUs) {
        outcome.ended(end);
        if (stage == Stage.TALKING || stage == Stage.QUIET) {
            enter(Stage.LEAVING, nowUs);
        }
    }

    private void finish(int code, long nowUs) {
        outcome.closed(code);
        enter(Stage.CLOSED, nowUs);
    }

    private void clear(int epoch, long nowUs) {
        boolean cut = playout.clear(epoch, nowUs);
        OptionalLong voiceStartUs =
                cut && speech != null
                        ? OptionalLong.of(speech.voiceStartUs())
                        : OptionalLong.empty();
        clears.add(new ConversationResult.Clear(epoch, nowUs, voiceStartUs));
    }

    private void report(long nowUs) {
        boolean active = playout.active();
        boolean due = active ? nowUs >= nextReportUs : reporting;
        if (due && !outcome.hasEnded()) {
            connection.send(playout.report());
            boolean onTime = nowUs - nextReportUs < REPORT_US;
            nextReportUs = (onTime ? nextReportUs : nowUs) + REPORT_US;
        }
        reporting = active;
    }

    private void enter(Stage next, long nowUs) {
        stage = next;
        stageUs = nowUs;
    }

    private List<String> describeProblems() {
        List<String> all = new ArrayList<>();
        outcome.describe(all);
        playout.describe(all);
        captions.describe(all, playout.replies());
        if (!plan.repeats() && turnTaking.answers().size() < plan.utterances().size()) {
            all.add(
                    "%d of %d utterances were answered"
                            .formatted(turnTaking.answers().size(), plan.utterances().size()));
        }
        connection.describe(all);
        outcome.describeEnding(all);
        return all;
    }
}
