package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One stream of the conversation, from its opening to its end: opens it with its script, takes
 * events as long as there is room for them, and watches that it does something.
 */
final class ManagedStream implements SonicListener {
    /** Events asked for at a time; about a second of her voice. */
    private static final int WINDOW = 16;

    /** How long a stream that listens may take no audio, µs. */
    private static final long STALLED_US = 10_000_000;

    /** How long a stream has to end when asked to, µs. */
    private static final long FAREWELL_US = 4_000_000;

    /** The same while it ends a reply. */
    private static final long LAST_REPLY_US = 15_000_000;

    private final Listener owner;
    private final ReplySender sender;
    private final PromptWriter prompts;
    private final Watchdog watchdog = new Watchdog();

    private @Nullable SonicStream sonicStream;
    private State state = State.OPENING;
    private boolean opened;
    private boolean spoke;
    private boolean speaksOn;
    private long sinceUs;
    private long openedUs;
    private int owedRequests;
    private long takenUs;
    private boolean requesting;

    private enum State {
        OPENING,
        /** The service has its instructions; it waits for the history. */
        STANDING_BY,
        LISTENING,
        /** It was asked to end. */
        LEAVING,
        CLOSED
    }

    /** Whose stream it is. */
    interface Listener {
        /** An attempt to open it is under way; what is to come before the history was sent. */
        void onConnecting(ManagedStream stream, int attempt);

        void onRetry(ManagedStream stream, int attempt, int delayMs);

        /** The stream stands by. */
        void onOpened(ManagedStream stream, long nowUs);

        void onEvent(ManagedStream stream, SonicOutput event, long nowUs);

        /** The stream takes more audio. */
        void onDemand(ManagedStream stream, long nowUs);

        void onEnd(ManagedStream stream, StreamEnd end, long nowUs);
    }

    ManagedStream(Listener owner, ReplySender sender, PromptWriter prompts) {
        this.owner = owner;
        this.sender = sender;
        this.prompts = prompts;
    }

    void open(SonicPort sonic, RetrySchedule retrySchedule) {
        sonicStream = sonic.open(retrySchedule, this);
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        if (state == State.OPENING) {
            sinceUs = nowUs;
            prompts.open(sonicStream());
            owner.onConnecting(this, attempt);
        }
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
        if (state == State.OPENING) {
            owner.onRetry(this, attempt, delayMs);
        }
    }

    @Override
    public void onOpen(long nowUs) {
        if (state == State.OPENING) {
            state = State.STANDING_BY;
            opened = true;
            openedUs = nowUs;
            sonicStream().request(WINDOW);
            owner.onOpened(this, nowUs);
        }
    }

    /** Hands over what was said so far, and begins to listen. */
    void listen(List<History.Message> history, long nowUs) {
        state = State.LISTENING;
        takenUs = nowUs;
        prompts.history(sonicStream(), history);
        prompts.startAudio(sonicStream());
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        if (state != State.CLOSED) {
            spoke |= event instanceof SonicOutput.Text || event instanceof SonicOutput.Audio;
            owedRequests++;
            owner.onEvent(this, event, nowUs);
            requestMore();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        if (listening()) {
            owner.onDemand(this, nowUs);
        }
    }

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            owner.onEnd(this, end, nowUs);
        }
    }

    /**
     * Time passes.
     *
     * @param voiceUs when the candidate was last heard
     */
    void tick(long nowUs, long voiceUs) {
        switch (state) {
            case LISTENING -> watch(nowUs, voiceUs);
            case LEAVING -> {
                requestMore();
                if (nowUs - sinceUs > (speaksOn ? LAST_REPLY_US : FAREWELL_US)) {
                    abandon(new StreamEnd.Completed(), nowUs);
                }
            }
            case OPENING, STANDING_BY, CLOSED -> {}
        }
    }

    private void watch(long nowUs, long voiceUs) {
        requestMore();
        if (owedRequests > 0) {
            watchdog.hold(nowUs);
        }
        if (sonicStream().demand() > 0) {
            takenUs = nowUs;
        }
        if (nowUs - takenUs > STALLED_US) {
            abandon(new StreamEnd.Transient("stalled stream"), nowUs);
        } else if (watchdog.expired(nowUs, voiceUs)) {
            abandon(new StreamEnd.Transient("silent stream"), nowUs);
        }
    }

    /** Gives the stream up at once. */
    void abandon(StreamEnd end, long nowUs) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sonicStream().cancel();
            owner.onEnd(this, end, nowUs);
        }
    }

    /** Ends the candidate's audio: the service writes down what it has heard. */
    void endAudio(long nowUs) {
        prompts.endAudio(sonicStream());
        takenUs = nowUs;
    }

    /**
     * Ends the stream as the service likes it, or gives it up if it never listened.
     *
     * @param speaksOn whether the reply that it is making is still wanted; then it ends only after
     *     {@link #stopSpeaking}
     */
    void leave(boolean speaksOn, long nowUs) {
        this.speaksOn = speaksOn;
        switch (state) {
            case LISTENING -> {
                state = State.LEAVING;
                sinceUs = nowUs;
                if (!speaksOn) {
                    sayGoodbye();
                }
            }
            case OPENING, STANDING_BY -> abandon(new StreamEnd.Completed(), nowUs);
            case LEAVING, CLOSED -> {}
        }
    }

    /** The reply that it was ending is over, or no longer wanted. */
    void stopSpeaking(long nowUs) {
        if (speaksOn && state == State.LEAVING) {
            speaksOn = false;
            sinceUs = nowUs;
            sayGoodbye();
        }
    }

    private void sayGoodbye() {
        prompts.close(sonicStream());
        // With nothing requested, the stream's end would not be noticed.
        requestMore();
    }

    /** Gives the stream up without a word to its owner. */
    void cancel() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sonicStream().cancel();
        }
    }

    /** Only after {@link #open} has returned or called back. */
    SonicStream sonicStream() {
        if (sonicStream == null) {
            throw new IllegalStateException("the port called back before open returned");
        }
        return sonicStream;
    }

    PromptWriter prompts() {
        return prompts;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    boolean standingBy() {
        return state == State.STANDING_BY;
    }

    boolean listening() {
        return state == State.LISTENING;
    }

    /** Whether the service ever accepted it. */
    boolean wasOpened() {
        return opened;
    }

    /** Whether the model has said or heard anything on it, and so took what it was seeded with. */
    boolean spoke() {
        return spoke;
    }

    /** When the newest attempt to open it began, from which the service counts, µs. */
    long sinceUs() {
        return sinceUs;
    }

    /** When the service accepted it, µs. */
    long openedUs() {
        return openedUs;
    }

    void answerTool(String toolUseId, String json) {
        prompts.toolResult(sonicStream(), toolUseId, json);
    }

    /** Events may come from within {@code request}; the flag keeps the stack flat. */
    private void requestMore() {
        if (requesting) {
            return;
        }
        requesting = true;
        while (owedRequests > 0 && state != State.CLOSED && hasRoom()) {
            int count = owedRequests;
            owedRequests = 0;
            sonicStream().request(count);
        }
        requesting = false;
    }

    private boolean hasRoom() {
        boolean unheard = state == State.LEAVING && !speaksOn;
        return unheard || sender.hasRoom();
    }
}
