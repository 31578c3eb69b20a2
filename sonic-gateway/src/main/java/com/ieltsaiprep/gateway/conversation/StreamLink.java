package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.SonicPort.Patience;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

/**
 * One stream of the conversation, from its opening to its end: opens it with its script, takes
 * events as long as there is room for them, and watches that it does something.
 */
final class StreamLink implements SonicListener {
    /** Events asked for at a time; about a second of her voice. */
    private static final int WINDOW = 16;

    /** How long an open stream may take no audio, µs. */
    private static final long STALLED_US = 10_000_000;

    private final Owner owner;
    private final ClientPort client;
    private final Voice voice;
    private final StreamScript script;
    private final Watchdog watchdog = new Watchdog();

    private @Nullable SonicStream stream;
    private boolean live;
    private boolean closed;
    private int owedRequests;
    private long takenUs;
    private boolean requesting;

    /** Whose stream it is. */
    interface Owner {
        /** Sends what comes before audio. */
        void onConnecting(StreamLink link);

        /** The stream listens. */
        void onLive(StreamLink link, long nowUs);

        void onEvent(StreamLink link, SonicOutput event, long nowUs);

        /** The stream takes more audio. */
        void onDemand(StreamLink link, long nowUs);

        void onEnd(StreamLink link, StreamEnd end, long nowUs);
    }

    StreamLink(Owner owner, ClientPort client, Voice voice, StreamScript script) {
        this.owner = owner;
        this.client = client;
        this.voice = voice;
        this.script = script;
    }

    void open(SonicPort sonic, Patience patience) {
        stream = sonic.open(patience, this);
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        if (!closed) {
            client.send(new ServerMessage.Status(StreamState.CONNECTING, attempt, 0));
            owner.onConnecting(this);
        }
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
        if (!closed) {
            client.send(new ServerMessage.Status(StreamState.RETRYING, attempt, delayMs));
        }
    }

    @Override
    public void onOpen(long nowUs) {
        if (!closed) {
            live = true;
            takenUs = nowUs;
            script.startAudio(stream());
            stream().request(WINDOW);
            owner.onLive(this, nowUs);
        }
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        if (closed) {
            return;
        }
        owedRequests++;
        owner.onEvent(this, event, nowUs);
        requestMore();
    }

    @Override
    public void onDemand(long nowUs) {
        if (live && !closed) {
            owner.onDemand(this, nowUs);
        }
    }

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        if (!closed) {
            closed = true;
            owner.onEnd(this, end, nowUs);
        }
    }

    /**
     * Time passes.
     *
     * @param voiceUs when the candidate was last heard
     */
    void tick(long nowUs, long voiceUs) {
        if (!live()) {
            return;
        }
        requestMore();
        if (owedRequests > 0) {
            watchdog.hold(nowUs);
        }
        if (stream().demand() > 0) {
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
        closed = true;
        stream().cancel();
        owner.onEnd(this, end, nowUs);
    }

    /** Ends the stream as the service likes it, or cancels it if it never listened. */
    void finish() {
        if (live) {
            script.close(stream());
            // With nothing requested, the stream's end would not be noticed.
            requestMore();
        } else {
            stream().cancel();
        }
    }

    /** Only after {@link #open} has returned or called back. */
    SonicStream stream() {
        if (stream == null) {
            throw new IllegalStateException("the port called back before open returned");
        }
        return stream;
    }

    StreamScript script() {
        return script;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    boolean live() {
        return live && !closed;
    }

    /** Whether the service ever accepted it. */
    boolean wasLive() {
        return live;
    }

    boolean ended() {
        return closed;
    }

    void answerTool(String toolUseId, String json) {
        script.toolResult(stream(), toolUseId, json);
    }

    /** Events may come from within {@code request}; the flag keeps the stack flat. */
    private void requestMore() {
        if (requesting) {
            return;
        }
        requesting = true;
        while (owedRequests > 0 && live && !closed && voice.hasRoom()) {
            int count = owedRequests;
            owedRequests = 0;
            stream().request(count);
        }
        requesting = false;
    }
}
