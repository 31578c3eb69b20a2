package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Managed stream: one stream of a conversation from its opening to its end. Sends the opening
 * events, requests events while there is room for them (backpressure), and detects a dead stream.
 */
final class ManagedStream implements SonicListener {
    /** Request window, events; about a second of Maya's voice. */
    private static final int WINDOW = 16;

    /** Time without demand for audio after which an active stream counts as stalled, µs. */
    private static final long STALLED_US = 10_000_000;

    /** Timeout of a close, µs. */
    private static final long CLOSE_TIMEOUT_US = 4_000_000;

    /** Timeout of a close that waits for the end of a reply, µs. */
    private static final long LAST_REPLY_TIMEOUT_US = 15_000_000;

    private final Listener listener;
    private final ReplySender sender;
    private final PromptWriter promptWriter;
    private final Watchdog watchdog = new Watchdog();

    private @Nullable SonicStream sonicStream;
    private State state = State.OPENING;
    private boolean opened;
    private boolean responded;
    private boolean finishReply;
    private long sinceUs;
    private long openedUs;
    private int pendingRequests;
    private long acceptedUs;
    private boolean requesting;

    private enum State {
        OPENING,
        /** Standby: the service has its instructions and waits for the history. */
        STANDBY,
        ACTIVE,
        /** Closing: asked to end, now or after its last reply. */
        CLOSING,
        CLOSED
    }

    /** Listener of a managed stream. */
    interface Listener {
        /** Handles an attempt to open the stream; the opening events have been sent. */
        void onConnecting(ManagedStream stream, int attempt);

        void onRetry(ManagedStream stream, int attempt, int delayMs);

        /** Handles the transition to standby. */
        void onOpened(ManagedStream stream, long nowUs);

        void onEvent(ManagedStream stream, SonicOutput event, long nowUs);

        /** Handles new demand for audio. */
        void onDemand(ManagedStream stream, long nowUs);

        void onEnd(ManagedStream stream, StreamEnd end, long nowUs);
    }

    ManagedStream(Listener listener, ReplySender sender, PromptWriter promptWriter) {
        this.listener = listener;
        this.sender = sender;
        this.promptWriter = promptWriter;
    }

    void open(SonicPort sonic, RetrySchedule retrySchedule) {
        sonicStream = sonic.open(retrySchedule, this);
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        if (state == State.OPENING) {
            sinceUs = nowUs;
            promptWriter.writeOpening(sonicStream());
            listener.onConnecting(this, attempt);
        }
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
        if (state == State.OPENING) {
            listener.onRetry(this, attempt, delayMs);
        }
    }

    @Override
    public void onOpen(long nowUs) {
        if (state == State.OPENING) {
            state = State.STANDBY;
            opened = true;
            openedUs = nowUs;
            sonicStream().request(WINDOW);
            listener.onOpened(this, nowUs);
        }
    }

    /** Activates the stream: sends the history and starts the audio. */
    void activate(List<History.Message> history, long nowUs) {
        state = State.ACTIVE;
        acceptedUs = nowUs;
        promptWriter.writeHistory(sonicStream(), history);
        promptWriter.startAudio(sonicStream());
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        if (state != State.CLOSED) {
            responded |= event instanceof SonicOutput.Text || event instanceof SonicOutput.Audio;
            pendingRequests++;
            listener.onEvent(this, event, nowUs);
            requestMore();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        if (isActive()) {
            listener.onDemand(this, nowUs);
        }
    }

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            listener.onEnd(this, end, nowUs);
        }
    }

    /**
     * Advances timeouts.
     *
     * @param voiceUs when the candidate was last heard
     */
    void tick(long nowUs, long voiceUs) {
        switch (state) {
            case ACTIVE -> watch(nowUs, voiceUs);
            case CLOSING -> {
                requestMore();
                if (nowUs - sinceUs > (finishReply ? LAST_REPLY_TIMEOUT_US : CLOSE_TIMEOUT_US)) {
                    abandon(new StreamEnd.Completed(), nowUs);
                }
            }
            case OPENING, STANDBY, CLOSED -> {}
        }
    }

    private void watch(long nowUs, long voiceUs) {
        requestMore();
        if (pendingRequests > 0) {
            watchdog.postpone(nowUs);
        }
        if (sonicStream().demand() > 0) {
            acceptedUs = nowUs;
        }
        if (nowUs - acceptedUs > STALLED_US) {
            abandon(new StreamEnd.Transient("stalled stream"), nowUs);
        } else if (watchdog.isExpired(nowUs, voiceUs)) {
            abandon(new StreamEnd.Transient("silent stream"), nowUs);
        }
    }

    /** Cancels the stream at once and reports {@code end} to the listener. */
    void abandon(StreamEnd end, long nowUs) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sonicStream().cancel();
            listener.onEnd(this, end, nowUs);
        }
    }

    /** Ends the candidate's audio, so that the service transcribes all that it has heard. */
    void endAudio(long nowUs) {
        promptWriter.endAudio(sonicStream());
        acceptedUs = nowUs;
    }

    /**
     * Closes an active stream in the service's order, and cancels one that never was active.
     *
     * @param finishReply whether its current reply is still wanted; then it closes only after
     *     {@link #stopReply}
     */
    void close(boolean finishReply, long nowUs) {
        this.finishReply = finishReply;
        switch (state) {
            case ACTIVE -> {
                state = State.CLOSING;
                sinceUs = nowUs;
                if (!finishReply) {
                    sendClose();
                }
            }
            case OPENING, STANDBY -> abandon(new StreamEnd.Completed(), nowUs);
            case CLOSING, CLOSED -> {}
        }
    }

    /** Ends the wait for the last reply: it is finished, or no longer wanted. */
    void stopReply(long nowUs) {
        if (finishReply && state == State.CLOSING) {
            finishReply = false;
            sinceUs = nowUs;
            sendClose();
        }
    }

    private void sendClose() {
        promptWriter.close(sonicStream());
        // With nothing requested, the stream's end would not be noticed.
        requestMore();
    }

    /** Cancels the stream without a callback to the listener. */
    void cancel() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sonicStream().cancel();
        }
    }

    /** Returns the transport; only after {@link #open} has returned or called back. */
    SonicStream sonicStream() {
        if (sonicStream == null) {
            throw new IllegalStateException("the port called back before open returned");
        }
        return sonicStream;
    }

    PromptWriter promptWriter() {
        return promptWriter;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    boolean isStandby() {
        return state == State.STANDBY;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** Returns whether the service ever accepted the stream. */
    boolean wasOpened() {
        return opened;
    }

    /**
     * Returns whether the model has responded to speech or text, and so has accepted the history.
     */
    boolean hasResponded() {
        return responded;
    }

    /**
     * Returns when the newest attempt to open it began, from which the service counts its age, µs.
     */
    long sinceUs() {
        return sinceUs;
    }

    /** Returns when the service accepted it, µs. */
    long openedUs() {
        return openedUs;
    }

    void answerTool(String toolUseId, String json) {
        promptWriter.writeToolResult(sonicStream(), toolUseId, json);
    }

    /**
     * Requests as many events as were handled, unless Maya's queue is full. Events may come from
     * within {@code request}; the flag keeps the stack flat.
     */
    private void requestMore() {
        if (requesting) {
            return;
        }
        requesting = true;
        while (pendingRequests > 0 && state != State.CLOSED && hasRoom()) {
            int count = pendingRequests;
            pendingRequests = 0;
            sonicStream().request(count);
        }
        requesting = false;
    }

    private boolean hasRoom() {
        boolean unheard = state == State.CLOSING && !finishReply;
        return unheard || sender.hasRoom();
    }
}
