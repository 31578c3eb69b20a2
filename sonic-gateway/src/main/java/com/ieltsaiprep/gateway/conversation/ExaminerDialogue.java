package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;

/**
 * Dialogue with the examiner (Maya) over successive streams. Each stream is seeded with the
 * history, gets the unanswered audio replayed, and is prompted if a reply is due.
 */
final class ExaminerDialogue implements StreamRotator.Delegate {
    /** Silence after a rotation within the candidate's turn, after which Maya is prompted, µs. */
    private static final long PROMPT_AFTER_US = 2_000_000;

    /** Time after the last word by which the model has ended the turn and transcribed it, µs. */
    private static final long TRANSCRIPT_TIMEOUT_US = 4_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Listener listener;
    private final Exchange exchange;
    private final ConversationObserver observer;
    private final String sessionId;
    private final StreamRotator rotator;
    private final StreamFailurePolicy failurePolicy = new StreamFailurePolicy();

    private final SilentBargeIn bargeIn = new SilentBargeIn();
    private long promptDueUs = NEVER;
    private boolean replay = true;

    /** Listener of the dialogue. */
    interface Listener {
        /** Handles a final sentence of either side. */
        void onUtteranceFinished();

        /** Handles the failure to get any stream. */
        void onExaminerUnavailable(long nowUs);

        /** Handles the end of the last stream, after {@link ExaminerDialogue#close}. */
        void onStreamsClosed();
    }

    ExaminerDialogue(
            Listener listener,
            Exchange exchange,
            ConversationDependencies dependencies,
            String sessionId,
            long generation) {
        this.listener = listener;
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

    void openStream(RetrySchedule retrySchedule) {
        rotator.open(retrySchedule);
    }

    /** Returns whether a stream hears the candidate. */
    boolean isListening() {
        return rotator.isLive();
    }

    /** Advances rotation and watchdogs. */
    void tick(long nowUs) {
        if (bargeIn.isDue(exchange.uplink().unanswered().voiceRunMs(), nowUs)) {
            bargeIn.cancel();
            rotator.interruptReply(nowUs);
        }
        rotator.tick(nowUs, exchange.uplink().unanswered().lastVoiceUs());
    }

    /**
     * Prompts Maya after a rotation within the candidate's turn, if the candidate does not go on.
     */
    void promptInTurn(long nowUs) {
        ManagedStream stream = rotator.activeStream();
        if (promptDueUs == NEVER || stream == null) {
            return;
        }
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        if (unanswered.hasVoice()) {
            promptDueUs = Math.max(promptDueUs, unanswered.lastVoiceUs() + TRANSCRIPT_TIMEOUT_US);
        }
        if (nowUs >= promptDueUs) {
            prompt(stream, nowUs);
        }
    }

    private void prompt(ManagedStream stream, long nowUs) {
        promptDueUs = NEVER;
        exchange.turns()
                .prompt()
                .ifPresent(
                        text -> {
                            stream.promptWriter().writePrompt(stream.sonicStream(), text);
                            stream.watchdog().expectReply(nowUs);
                        });
    }

    /** Sends the candidate's audio to the active stream. */
    void feed(long nowUs) {
        ManagedStream stream = rotator.activeStream();
        if (stream != null) {
            exchange.uplink()
                    .feed(
                            stream.sonicStream(),
                            pcm -> stream.promptWriter().writeAudio(stream.sonicStream(), pcm),
                            nowUs);
        }
    }

    /**
     * Replaces a stream that ignores the candidate. Voice while Maya is heard is discounted as
     * echo.
     */
    void watchUnansweredSpeech(boolean attached, long nowUs) {
        ManagedStream stream = rotator.activeStream();
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        if (!exchange.sender().isSilent(nowUs)) {
            unanswered.discountAsEcho();
        } else if (!attached) {
            unanswered.restartTimeout();
        } else if (unanswered.isIgnored(nowUs) && stream != null) {
            stream.abandon(new StreamEnd.Transient("deaf stream"), nowUs);
        }
    }

    /** Closes the streams. */
    void close(long nowUs) {
        exchange.sender().discard();
        rotator.close(nowUs);
    }

    /** Cancels the streams without callbacks. */
    void cancel() {
        rotator.cancel();
    }

    @Override
    public List<History.Message> seed() {
        return failurePolicy.seed(exchange.turns().seed());
    }

    @Override
    public void onConnecting(int attempt) {
        notifyClient(StreamState.CONNECTING, attempt, 0);
    }

    @Override
    public void onRetry(int attempt, int delayMs) {
        notifyClient(StreamState.RETRYING, attempt, delayMs);
    }

    /** Notifies the client, if connected, of the stream's state. */
    private void notifyClient(StreamState state, int attempt, int delayMs) {
        exchange.channel().send(new ServerMessage.Status(state, attempt, delayMs));
    }

    @Override
    public void onStreamActive(ManagedStream stream, RotationReason reason, long nowUs) {
        UplinkAudio uplink = exchange.uplink();
        switch (reason) {
            case AFTER_LOSS -> {
                notifyClient(StreamState.LIVE, 0, 0);
                uplink.onStreamOpen(replay, nowUs);
                prompt(stream, nowUs);
            }
            case IN_SILENCE -> uplink.onStreamOpen(true, nowUs);
            case MID_TURN -> {
                uplink.onStreamOpen(false, nowUs);
                promptDueUs = nowUs + PROMPT_AFTER_US;
            }
            case FORCED -> onForced(stream, nowUs);
        }
        replay = true;
        observer.onStreamRotated(reason);
        feed(nowUs);
    }

    private void onForced(ManagedStream stream, long nowUs) {
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        boolean wordsLost = unanswered.hasWords() && !unanswered.isComplete();
        exchange.uplink().onStreamOpen(!wordsLost, nowUs);
        if (wordsLost) {
            exchange.turns().onStreamLost(false, true, nowUs);
            prompt(stream, nowUs);
        } else if (!exchange.sender().isReplying()) {
            promptDueUs = nowUs + PROMPT_AFTER_US;
        }
    }

    @Override
    public void onEvent(ManagedStream from, SonicOutput event, long nowUs) {
        if (event instanceof SonicOutput.Text text && text.role() == SonicOutput.Role.USER) {
            exchange.uplink().unanswered().clear();
            promptDueUs = NEVER;
        }
        if (event instanceof SonicOutput.SpeechStart && !exchange.sender().isSilent(nowUs)) {
            bargeIn.onSpeechStart(nowUs);
        } else if (event.isInterruption()) {
            bargeIn.cancel();
        }
        if (event instanceof SonicOutput.Audio) {
            promptDueUs = NEVER;
            exchange.uplink().dropUntilAnswered(false);
        }
        if (exchange.turns().onEvent(event, from, nowUs)) {
            listener.onUtteranceFinished();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        feed(nowUs);
    }

    @Override
    public boolean onStreamLost(ManagedStream lost, StreamEnd end, long nowUs) {
        if (lost.wasOpened() && end instanceof StreamEnd.Failure failure) {
            observer.onStreamFailed(sessionId, failure);
        }
        UnansweredSpeech unanswered = exchange.uplink().unanswered();
        boolean replyLost = exchange.sender().isReplying() && !rotator.isPredecessorSpeaking();
        boolean wordsLost = unanswered.hasWords() && !unanswered.isComplete();
        replay = !replyLost && !wordsLost;
        exchange.turns().onStreamLost(replyLost, wordsLost, nowUs);
        promptDueUs = NEVER;
        if (failurePolicy.mayRetry(lost, end, exchange.turns().replyCount())) {
            return true;
        }
        listener.onExaminerUnavailable(nowUs);
        return false;
    }

    @Override
    public void onReplyInterrupted(ManagedStream speaker) {
        exchange.turns().interrupt(speaker);
    }

    @Override
    public void onPredecessorReplyLost(long nowUs) {
        ManagedStream stream = rotator.activeStream();
        if (exchange.sender().isReplying() && stream != null) {
            exchange.turns().onStreamLost(true, false, nowUs);
            prompt(stream, nowUs);
        }
    }

    @Override
    public void onStandbyLost(StreamEnd end) {
        if (end instanceof StreamEnd.Failure failure) {
            observer.onStreamFailed(sessionId, failure);
        }
    }

    @Override
    public boolean isQuiet(long nowUs) {
        return exchange.isQuiet(nowUs);
    }

    @Override
    public boolean isPausing(long forUs, long nowUs) {
        return exchange.isPausing(forUs, nowUs);
    }

    @Override
    public void onStreamsClosed() {
        listener.onStreamsClosed();
    }
}
