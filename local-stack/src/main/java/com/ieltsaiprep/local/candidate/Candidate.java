package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A candidate in conversation, without I/O: it is told what came from the gateway and what time it
 * is, and says what to send. One thread; times in µs on any clock that does not jump.
 */
final class Candidate {
    private static final String CLIENT = "ielts-speak";
    private static final long REPORT_US = 250_000;
    private static final long LAST_ACK_US = 1_000_000;
    private static final long GOODBYE_US = 5_000_000;
    private static final int MAX_PROBLEMS = 50;

    /** The way to the gateway. */
    interface Gateway {
        void audio(AudioFrame.Uplink frame);

        void send(ClientMessage message);

        /** Closes the connection; {@link #closed} follows. */
        void hangUp();
    }

    /** Someone who looks on. */
    interface Observer {
        void caption(ServerMessage.Caption caption);

        void status(ServerMessage.Status status);
    }

    private enum Stage {
        TALKING,
        /** Nothing more is sent; the last frames are being acknowledged. */
        QUIET,
        /** {@code end} was sent, or the gateway said it first. */
        LEAVING,
        HUNG_UP,
        CLOSED
    }

    private final String sessionId;
    private final Plan plan;
    private final Gateway gateway;
    private final Observer observer;
    private final long beganUs;
    private final Microphone microphone = new Microphone();
    private final Listener listener;
    private final TurnTaking turnTaking;
    private final Uplinked up = new Uplinked(microphone);
    private final Downlinked down = new Downlinked();
    private final List<Outcome.Cut> cuts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean welcome;
    private Microphone.@Nullable Speech speech;
    private ServerMessage.@Nullable Ended ended;
    private OptionalInt closeCode = OptionalInt.empty();
    private Stage stage = Stage.TALKING;
    private long stageUs;
    private long nextReportUs;
    private boolean reporting;

    /**
     * Begins at once: the connection is open.
     *
     * @param sessionId as the ticket has it
     */
    Candidate(
            String sessionId,
            Plan plan,
            Recording recording,
            Gateway gateway,
            Observer observer,
            long nowUs) {
        this.sessionId = sessionId;
        this.plan = plan;
        this.gateway = gateway;
        this.observer = observer;
        this.beganUs = nowUs;
        this.stageUs = nowUs;
        this.listener = new Listener(nowUs, recording);
        this.turnTaking = new TurnTaking(plan, nowUs);
        gateway.send(new ClientMessage.Start(CLIENT));
    }

    /** A control message came. */
    void received(ServerMessage message, long nowUs) {
        switch (message) {
            case ServerMessage.Welcome(var id) -> welcome |= id.equals(sessionId);
            case ServerMessage.Status status -> status(status, nowUs);
            case ServerMessage.Ack ack -> up.ack(ack, nowUs);
            case ServerMessage.Caption caption -> observer.caption(caption);
            case ServerMessage.Clear clear -> clear(clear.epoch(), nowUs);
            case ServerMessage.ReplyEnd end -> listener.replyEnd(end.epoch(), end.audioMs(), nowUs);
            case ServerMessage.Lost lost -> up.lost(lost);
            case ServerMessage.Capsule capsule ->
                    gateway.send(new ClientMessage.CapsuleStored(capsule.counter()));
            case ServerMessage.Ping ping -> gateway.send(new ClientMessage.Pong(ping.id()));
            case ServerMessage.Resumed _, ServerMessage.Connection _ -> {}
            case ServerMessage.ProtocolError error -> note(error.code());
            case ServerMessage.Ended end -> ended(end, nowUs);
        }
    }

    /** A frame of Maya's voice came. */
    void received(AudioFrame.Downlink frame, long nowUs) {
        down.frame(frame);
        listener.receive(frame, nowUs);
    }

    /** Something was wrong that only the connection could see. */
    void problem(String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** The connection is closed; nothing follows. */
    void closed(int code, long nowUs) {
        listener.render(nowUs);
        closeCode = OptionalInt.of(code);
        enter(Stage.CLOSED, nowUs);
    }

    /** Whether the connection is closed. */
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
        listener.render(nowUs);
        switch (stage) {
            case TALKING -> talk(nowUs);
            case QUIET -> {
                if (up.unacked() == 0 || nowUs - stageUs > LAST_ACK_US) {
                    gateway.send(new ClientMessage.End(false));
                    enter(Stage.LEAVING, nowUs);
                }
            }
            case LEAVING -> {
                if (nowUs - stageUs > GOODBYE_US) {
                    enter(Stage.HUNG_UP, nowUs);
                    gateway.hangUp();
                }
            }
            case HUNG_UP, CLOSED -> {}
        }
        report(nowUs);
    }

    /** Where the conversation stands. */
    Progress progress(long nowUs) {
        return new Progress(
                nowUs - beganUs,
                turnTaking.spoken(),
                plan.repeat() ? OptionalInt.empty() : OptionalInt.of(plan.utterances().size()),
                microphone.isSpeaking(),
                listener.isPlaying());
    }

    /** What it was like; complete once closed. */
    Outcome outcome() {
        return new Outcome(
                new Outcome.Who(sessionId, turnTaking.spoken(), beganUs, stageUs),
                listener.replies().stream().map(Reply::heard).toList(),
                turnTaking.answers().stream()
                        .map(a -> new Outcome.Turn(a.voiceEndUs(), a.reply().firstSampleUs()))
                        .toList(),
                cuts,
                up.outcome(),
                down.outcome(),
                new Outcome.Ending(
                        List.copyOf(errors), ended == null ? "" : ended.reason().name(), closeCode),
                describeProblems());
    }

    private void talk(long nowUs) {
        switch (turnTaking.next(nowUs, listener, microphone.idle())) {
            case STAY -> {}
            case SPEAK -> {
                speech = microphone.speak(turnTaking.nextUtterance());
                turnTaking.speaking(speech);
            }
            case FINISH -> enter(Stage.QUIET, nowUs);
            case UNANSWERED -> giveUp("no reply of Maya's began in %d s", nowUs);
            case STALLED -> giveUp("a reply of Maya's stopped for %d s", nowUs);
        }
        if (stage == Stage.TALKING) {
            microphone.captureUntil(nowUs, gateway::audio);
        }
    }

    private void note(ErrorCode code) {
        if (errors.size() < MAX_PROBLEMS) {
            errors.add(code.name());
        }
    }

    private void giveUp(String problem, long nowUs) {
        problems.add(problem.formatted(TurnTaking.PATIENCE_US / 1_000_000));
        enter(Stage.QUIET, nowUs);
    }

    /** Nobody speaks to an examiner who is not there yet. */
    private void status(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE) {
            microphone.open(nowUs);
        }
        observer.status(status);
    }

    private void ended(ServerMessage.Ended end, long nowUs) {
        ended = end;
        if (stage == Stage.TALKING || stage == Stage.QUIET) {
            enter(Stage.LEAVING, nowUs);
        }
    }

    private void clear(int epoch, long nowUs) {
        boolean cut = listener.clear(epoch, nowUs);
        OptionalLong voiceStartUs =
                cut && speech != null
                        ? OptionalLong.of(speech.voiceStartUs())
                        : OptionalLong.empty();
        cuts.add(new Outcome.Cut(epoch, nowUs, voiceStartUs));
    }

    private void report(long nowUs) {
        boolean active = listener.active();
        boolean due = active ? nowUs >= nextReportUs : reporting;
        if (due && ended == null) {
            gateway.send(listener.report());
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
        List<String> all = new ArrayList<>(problems);
        listener.describe(all);
        if (!plan.repeat() && turnTaking.answers().size() < plan.utterances().size()) {
            all.add(
                    "%d of %d utterances were answered"
                            .formatted(turnTaking.answers().size(), plan.utterances().size()));
        }
        up.describe(all);
        down.describe(all);
        errors.forEach(code -> all.add("the gateway answered with the error " + code));
        if (!welcome) {
            all.add("the gateway did not welcome the session");
        }
        if (ended == null) {
            all.add("the gateway did not say that the conversation had ended");
        }
        if (!Objects.equals(closeCode, OptionalInt.of(CloseCode.NORMAL.code()))) {
            all.add(
                    closeCode.isPresent()
                            ? "closed with code " + closeCode.getAsInt()
                            : "the connection was not closed");
        }
        return all;
    }
}
