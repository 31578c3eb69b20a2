package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;

/**
 * Maya's side of a conversation: the streams by which she hears and speaks. Each is seeded with
 * what was said, given again what the one before it has not answered, and prompted if it is her
 * turn.
 */
final class ExaminerDialogue implements StreamRotator.Delegate {
    /** After a change of streams within their turn, the candidate goes on by then, or has ended. */
    private static final long GO_ON_US = 2_000_000;

    /** The model ends a turn 2 s after the last word, and then writes it down. */
    private static final long WORDS_US = 4_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Listener owner;
    private final Exchange exchange;
    private final ConversationObserver observer;
    private final String sessionId;
    private final StreamRotator rotator;
    private final StreamFailurePolicy failurePolicy = new StreamFailurePolicy();

    private long promptUs = NEVER;
    private boolean replay = true;

    /** Whose examiner she is. */
    interface Listener {
        /** Something was said to the end. */
        void onSaid();

        /** No stream can be had. */
        void onUnavailable(long nowUs);

        /** The last stream has ended, after {@link ExaminerDialogue#leave}. */
        void onAllEnded();
    }

    ExaminerDialogue(
            Listener owner,
            Exchange exchange,
            ConversationDependencies dependencies,
            String sessionId,
            long generation) {
        this.owner = owner;
        this.exchange = exchange;
        this.observer = dependencies.observer();
        this.sessionId = sessionId;
        String prefix = sessionId + "-" + generation + "-";
        this.rotator =
                new StreamRotator(
                        this,
                        dependencies.sonic(),
                        stream -> new PromptWriter(prefix + stream, dependencies.settings()),
                        exchange.sender(),
                        dependencies.settings().rotation());
    }

    void open(RetrySchedule retrySchedule) {
        rotator.open(retrySchedule);
    }

    /** Whether a stream hears the candidate. */
    boolean hears() {
        return rotator.live();
    }

    /** Time passes: streams take each other's place, or are found dead. */
    void tick(long nowUs) {
        rotator.tick(nowUs, exchange.uplink().unanswered().voiceUs());
    }

    /** After a change of streams in the candidate's turn they go on; if not, Maya does. */
    void promptInTurn(long nowUs) {
        ManagedStream stream = rotator.listening();
        if (promptUs == NEVER || stream == null) {
            return;
        }
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        if (unanswered.hasVoice()) {
            promptUs = Math.max(promptUs, unanswered.voiceUs() + WORDS_US);
        }
        if (nowUs >= promptUs) {
            prompt(stream, nowUs);
        }
    }

    private void prompt(ManagedStream stream, long nowUs) {
        promptUs = NEVER;
        exchange.turns()
                .prompt()
                .ifPresent(
                        text -> {
                            stream.prompts().prompt(stream.sonicStream(), text);
                            stream.watchdog().expectTurn(nowUs);
                        });
    }

    /** Hands on what the candidate says. */
    void feed(long nowUs) {
        ManagedStream stream = rotator.listening();
        if (stream != null) {
            exchange.uplink()
                    .feed(
                            stream.sonicStream(),
                            pcm -> stream.prompts().audio(stream.sonicStream(), pcm),
                            nowUs);
        }
    }

    /** What is heard while she is heard may be her echo; what she ignores, another stream hears. */
    void listen(boolean attached, long nowUs) {
        ManagedStream stream = rotator.listening();
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        if (!exchange.sender().silent(nowUs)) {
            unanswered.close();
        } else if (!attached) {
            unanswered.waitAnew();
        } else if (unanswered.ignored(nowUs) && stream != null) {
            stream.abandon(new StreamEnd.Transient("deaf stream"), nowUs);
        }
    }

    /** Lets the streams go. */
    void leave(long nowUs) {
        exchange.sender().discard();
        rotator.leave(nowUs);
    }

    /** Gives the streams up without a word to anyone. */
    void cancel() {
        rotator.cancel();
    }

    @Override
    public List<History.Message> seed() {
        return failurePolicy.seed(exchange.turns().seed());
    }

    @Override
    public void onConnecting(int attempt) {
        tell(StreamState.CONNECTING, attempt, 0);
    }

    @Override
    public void onRetry(int attempt, int delayMs) {
        tell(StreamState.RETRYING, attempt, delayMs);
    }

    /** Tells the client of the stream, if there is one. */
    private void tell(StreamState state, int attempt, int delayMs) {
        exchange.channel().send(new ServerMessage.Status(state, attempt, delayMs));
    }

    @Override
    public void onListening(ManagedStream stream, RotationReason reason, long nowUs) {
        UplinkAudio uplink = exchange.uplink();
        switch (reason) {
            case AFTER_LOSS -> {
                tell(StreamState.LIVE, 0, 0);
                uplink.onStreamOpen(replay, nowUs);
                prompt(stream, nowUs);
            }
            case IN_SILENCE -> uplink.onStreamOpen(true, nowUs);
            case MID_TURN -> {
                uplink.onStreamOpen(false, nowUs);
                promptUs = nowUs + GO_ON_US;
            }
            case FORCED -> onForced(stream, nowUs);
        }
        replay = true;
        observer.onStreamRotated(reason);
        feed(nowUs);
    }

    private void onForced(ManagedStream stream, long nowUs) {
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        boolean wordsLost = unanswered.hasWords() && !unanswered.whole();
        exchange.uplink().onStreamOpen(!wordsLost, nowUs);
        if (wordsLost) {
            exchange.turns().onStreamLost(false, true, nowUs);
            prompt(stream, nowUs);
        } else if (!exchange.sender().replying()) {
            promptUs = nowUs + GO_ON_US;
        }
    }

    @Override
    public void onEvent(ManagedStream from, SonicOutput event, long nowUs) {
        if (event instanceof SonicOutput.Text text && text.role() == SonicOutput.Role.USER) {
            exchange.uplink().unanswered().settle();
            promptUs = NEVER;
        }
        if (event instanceof SonicOutput.Audio) {
            promptUs = NEVER;
            exchange.uplink().skipUntilAnswered(false);
        }
        if (exchange.turns().onEvent(event, from, nowUs)) {
            owner.onSaid();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        feed(nowUs);
    }

    @Override
    public boolean onLost(ManagedStream lost, StreamEnd end, long nowUs) {
        if (lost.wasOpened() && end instanceof StreamEnd.Failure failure) {
            observer.onStreamFailed(sessionId, failure);
        }
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        boolean cutOff = exchange.sender().replying() && !rotator.predecessorSpeaks();
        boolean wordsLost = unanswered.hasWords() && !unanswered.whole();
        replay = !cutOff && !wordsLost;
        exchange.turns().onStreamLost(cutOff, wordsLost, nowUs);
        promptUs = NEVER;
        if (failurePolicy.another(lost, end, exchange.turns().replies())) {
            return true;
        }
        owner.onUnavailable(nowUs);
        return false;
    }

    @Override
    public void onSpokenInto(ManagedStream speaker) {
        exchange.turns().interrupt(speaker);
    }

    @Override
    public void onReplyCut(long nowUs) {
        ManagedStream stream = rotator.listening();
        if (exchange.sender().replying() && stream != null) {
            exchange.turns().onStreamLost(true, false, nowUs);
            prompt(stream, nowUs);
        }
    }

    @Override
    public void onSpareLost(StreamEnd end) {
        if (end instanceof StreamEnd.Failure failure) {
            observer.onStreamFailed(sessionId, failure);
        }
    }

    @Override
    public boolean quiet(long nowUs) {
        return exchange.quiet(nowUs);
    }

    @Override
    public boolean pausing(long forUs, long nowUs) {
        return exchange.pausing(forUs, nowUs);
    }

    @Override
    public void onAllEnded() {
        owner.onAllEnded();
    }
}
