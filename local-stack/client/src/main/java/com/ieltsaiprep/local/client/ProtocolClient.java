package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/**
 * Protocol client: the pure core of a client of the gateway, over any number of WebSockets. It
 * begins or resumes the conversation on each, replays unacknowledged audio, reconnects, detects
 * dead connections, stores capsules, plays replies and reports the playout.
 *
 * <p>It has no thread, clock or socket. Inputs are the methods with a timestamp, in µs on any clock
 * that does not jump; outputs are calls of the {@link Transport} and the {@link AudioSink}. Audio
 * and messages are direct calls, since a simulation makes millions of them. For use by one thread.
 */
public final class ProtocolClient {
    /** Close code of a connection that ended without a close frame. */
    public static final int CONNECTION_LOST = 1006;

    /** Close frame without a code: never sent by the gateway, but perhaps by a proxy. */
    private static final int NO_CODE = 1005;

    private static final int RESUMABLE_FROM = 4000;
    private static final int RESUMABLE_TO = 4199;
    private static final long REPORT_US = 250_000;

    /** Shortest pause between ticks, normally some 30 ms, that counts as a stall of the client. */
    private static final long MIN_STALL_US = 200_000;

    /**
     * Transport between a client and the gateway: opens one WebSocket connection at a time and
     * sends messages and audio over it.
     */
    public interface Transport {
        /**
         * Starts to open another connection to the gateway and returns at once. {@link
         * ProtocolClient#onOpened} follows, or {@link ProtocolClient#onClosed} if the connection
         * cannot be opened.
         */
        void connect();

        /**
         * Abandons the current connection to the gateway, or the attempt to open one. No input of
         * that connection follows.
         */
        void drop();

        /** Sends a frame of microphone audio. */
        void sendAudio(AudioFrame.Uplink frame);

        /** Sends a control message. */
        void send(ClientMessage message);
    }

    /**
     * Parameters of a client.
     *
     * @param client name that the gateway sees
     * @param frameMs length of a microphone frame, ms
     * @param sink receives what is played
     * @param random source of the backoff
     */
    public record Parameters(String client, int frameMs, AudioSink sink, RandomGenerator random) {}

    /** Progress of a conversation at a tick. */
    public enum Progress {
        /** Connection as before. */
        CONTINUES,
        /** A dead connection, or an attempt that took too long, was dropped. */
        LOST,
        /** Conversation over: no connection, and none will be opened any more. */
        OVER
    }

    private final String client;
    private final Transport transport;
    private final ReconnectPolicy policy;
    private final ConnectionWatchdog watchdog = new ConnectionWatchdog();
    private final ReplayBuffer replayBuffer;
    private final PlayoutModel playout;
    private ResumeState resumeState;
    private ClientMessage.@Nullable End end;
    private boolean begun;
    private boolean live;
    private boolean ended;
    private boolean reporting;
    private long nextReportUs;
    private long tickedUs;

    /** Creates the client of a new conversation; it connects at the first tick. */
    public ProtocolClient(Parameters parameters, Transport transport, long nowUs) {
        this.client = parameters.client();
        this.transport = transport;
        this.policy = new ReconnectPolicy(parameters.random(), nowUs);
        this.replayBuffer = new ReplayBuffer(parameters.frameMs());
        this.playout = new PlayoutModel(nowUs, parameters.sink());
        this.resumeState = new ResumeState();
        this.tickedUs = nowUs;
    }

    /** Creates the client of a conversation that another page or device has saved. */
    public ProtocolClient(
            Parameters parameters, Transport transport, SavedConversation saved, long nowUs) {
        this(parameters, transport, nowUs);
        resumeState = new ResumeState(saved);
        playout.restore(saved.epoch(), saved.playedMs());
        replayBuffer.reset(saved.nextSequence(parameters.frameMs(), nowUs));
    }

    /** Returns whether a client may reconnect after this close code. */
    static boolean isResumable(int code) {
        return code == NO_CODE
                || code == CONNECTION_LOST
                || code == CloseCode.GOING_AWAY.code()
                || code == CloseCode.INTERNAL_ERROR.code()
                || (code >= RESUMABLE_FROM && code <= RESUMABLE_TO);
    }

    /**
     * Handles an opened connection: sends {@code resume} and the unacknowledged frames, or {@code
     * start}; then {@code end}, if the conversation is to end.
     *
     * @return whether the conversation begins, or begins anew since there is no capsule
     */
    public boolean onOpened(long nowUs) {
        policy.onOpened();
        watchdog.onReceived(nowUs);
        playout.onConnected();
        begun = true;
        live = false;
        ServerMessage.Capsule capsule = resumeState.capsule();
        if (capsule == null) {
            resumeState = new ResumeState();
            replayBuffer.reset(0);
            playout.reset(nowUs);
            transport.send(new ClientMessage.Start(client));
        } else {
            transport.send(
                    resumeState.resume(capsule.sealed(), replayBuffer.firstSequence(), client));
            replayBuffer.replay(transport::sendAudio);
        }
        if (end != null) {
            transport.send(end);
        }
        return capsule == null;
    }

    /** Handles a control message. */
    public void onMessage(ServerMessage message, long nowUs) {
        watchdog.onReceived(nowUs);
        switch (message) {
            case ServerMessage.Status(StreamState state, int _, int _) -> {
                live = state == StreamState.LIVE;
                if (live) {
                    policy.onResumed();
                }
            }
            case ServerMessage.Resumed(boolean reattached) -> {
                policy.onResumed();
                resumeState.onResumed(reattached);
            }
            case ServerMessage.Ack(int sequence) -> {
                if (replayBuffer.acknowledge(sequence)) {
                    resumeState.onVoiceAcknowledged();
                }
            }
            case ServerMessage.Caption caption -> resumeState.onCaption(caption);
            case ServerMessage.Clear(int epoch) -> {
                resumeState.onClear(epoch);
                playout.clear(epoch, nowUs);
            }
            case ServerMessage.ReplyEnd(int epoch, long audioMs) -> {
                resumeState.onReplyEnd(epoch);
                playout.onReplyEnd(epoch, audioMs, nowUs);
            }
            case ServerMessage.Capsule capsule -> {
                if (resumeState.store(capsule)) {
                    transport.send(new ClientMessage.CapsuleStored(capsule.counter()));
                }
            }
            case ServerMessage.Ping(int id) -> transport.send(new ClientMessage.Pong(id));
            case ServerMessage.Ended _ -> ended = true;
            case ServerMessage.Welcome _,
                    ServerMessage.Lost _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _ -> {}
        }
    }

    /** Handles audio of a reply: {@code length} bytes from {@code offset} on. */
    public void onAudio(int epoch, byte[] pcm, int offset, int length, long nowUs) {
        watchdog.onReceived(nowUs);
        resumeState.onAudio(epoch, length);
        playout.receive(epoch, pcm, offset, length, nowUs);
    }

    /**
     * Handles a closed connection, or one that could not be opened.
     *
     * @return whether the client reconnects; else the conversation is over
     */
    public boolean onClosed(int code, long nowUs) {
        playout.render(nowUs);
        if (ended || !isResumable(code)) {
            return false;
        }
        policy.onLost(nowUs);
        return true;
    }

    /**
     * Handles a captured microphone frame: sends it, or buffers it until there is a connection.
     *
     * @param voiced whether the candidate speaks in it
     * @return false if it is dropped, since the conversation has yet to begin
     */
    public boolean capture(byte[] pcm, int captureMs, boolean voiced, long nowUs) {
        if (!begun) {
            return false;
        }
        AudioFrame.Uplink frame = replayBuffer.add(pcm, captureMs, voiced);
        if (policy.isOpen()) {
            transport.sendAudio(frame);
            if (live) {
                watchdog.onSent(nowUs);
            }
        }
        return true;
    }

    /** Plays, reports the playout, and reconnects or drops a dead connection, when due. */
    public Progress tick(long nowUs) {
        playout.render(nowUs);
        long pauseUs = nowUs - tickedUs;
        tickedUs = nowUs;
        if (pauseUs > MIN_STALL_US) {
            watchdog.onStalled(pauseUs);
            policy.onStalled(pauseUs);
        }
        if (policy.isOpen()) {
            if (watchdog.isDead(nowUs)) {
                return drop(nowUs);
            }
            report(nowUs);
            return Progress.CONTINUES;
        }
        return reconnect(nowUs);
    }

    private Progress reconnect(long nowUs) {
        return switch (policy.nextAction(nowUs)) {
            case NOTHING -> Progress.CONTINUES;
            case CONNECT -> {
                begun &= hasCapsule();
                transport.connect();
                yield Progress.CONTINUES;
            }
            case DROP -> drop(nowUs);
            case GIVE_UP -> Progress.OVER;
        };
    }

    private Progress drop(long nowUs) {
        transport.drop();
        return onClosed(CONNECTION_LOST, nowUs) ? Progress.LOST : Progress.OVER;
    }

    /** Reports the playout while audio is queued or playing, and once after. */
    private void report(long nowUs) {
        boolean active = playout.isActive();
        boolean due = active ? nowUs >= nextReportUs : reporting;
        if (due && !ended) {
            transport.send(playout.playoutReport());
            boolean onTime = nowUs - nextReportUs < REPORT_US;
            nextReportUs = (onTime ? nextReportUs : nowUs) + REPORT_US;
        }
        reporting = active;
    }

    /** Sends a message, or drops it while there is no connection. */
    public void send(ClientMessage message) {
        if (policy.isOpen()) {
            transport.send(message);
        }
    }

    /** Ends the conversation: sends this message now, and again whenever it has to resume. */
    public void end(ClientMessage.End message) {
        end = message;
        send(message);
    }

    /** Returns whether there is a connection. */
    public boolean isOpen() {
        return policy.isOpen();
    }

    /** Returns whether microphone frames are sent or buffered. */
    public boolean hasBegun() {
        return begun;
    }

    /** Returns whether there is a capsule to resume from. */
    public boolean hasCapsule() {
        return resumeState.capsule() != null;
    }

    /** Returns the sequence number of the next microphone frame. */
    public int nextSequence() {
        return replayBuffer.nextSequence();
    }

    /** Returns whether a reply is playing. */
    public boolean isPlaying() {
        return playout.isPlaying();
    }

    /** Returns the number of replies that were played to their end or cut off. */
    public int closedReplies() {
        return playout.closedReplies();
    }

    /** Returns the data with which another page or device can resume; null without a capsule. */
    public @Nullable SavedConversation save(long nowUs) {
        ServerMessage.Capsule capsule = resumeState.capsule();
        if (capsule == null) {
            return null;
        }
        ClientMessage.Playout played = playout.playoutReport();
        return new SavedConversation(
                capsule, nextSequence(), played.epoch(), played.playedMs(), nowUs);
    }

    /** Returns the number of attempts since the conversation last began or resumed. */
    int attempts() {
        return policy.attempts();
    }

    /** Returns whether part of the current turn would be lost with the gateway's memory. */
    boolean hasLostTurn() {
        return resumeState.hasLostTurn();
    }

    PlayoutModel playout() {
        return playout;
    }

    ReplayBuffer replayBuffer() {
        return replayBuffer;
    }
}
