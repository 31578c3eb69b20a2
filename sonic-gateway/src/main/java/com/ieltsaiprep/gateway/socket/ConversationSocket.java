package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.ConversationIdentity;
import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;
import com.ieltsaiprep.gateway.protocol.ServerMessageWriter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and its conversation: reads messages, keeps the rules of docs/protocol.md that
 * need no knowledge of the conversation, and watches that the client is there. On its event loop
 * only.
 *
 * <p>A fault in the conversation closes this connection with 1011, and touches no other: the
 * conversation is abandoned, so that nothing of it stays.
 */
final class ConversationSocket implements WebSocketListener, ClientPort {
    private static final Logger log = LoggerFactory.getLogger(ConversationSocket.class);
    private static final String AUDIO = "audio";

    /** A conversation waits half a minute for its client; after that it ends its other side. */
    private static final long LINGER_US = 60_000_000;

    private final String sessionId;
    private final StrictWebSocket webSocket;
    private final SocketObserver events;
    private final Admission admission;
    private final MonotonicClock clock;
    private final ProtocolRules rules;
    private final KeepAlive keepAlive;
    private final ConversationDirectory.Entry entry;
    private final ConversationHandle conversant;
    private final long openedUs;
    private boolean open = true;
    private boolean abandoned;
    private boolean finished;
    private long heldBytes;
    private long closedUs;

    ConversationSocket(
            ConversationIdentity identity,
            StrictWebSocket webSocket,
            SocketServices services,
            ConversationDirectory.Entry entry) {
        this.sessionId = identity.sessionId();
        this.webSocket = webSocket;
        this.events = services.events();
        this.admission = services.admission();
        this.clock = services.clock();
        this.entry = entry;
        this.openedUs = clock.nowUs();
        this.rules = new ProtocolRules(openedUs);
        this.keepAlive = new KeepAlive(openedUs);
        log.info("event=opened session={}", sessionId);
        this.conversant = entry.conversations().open(identity, this, openedUs);
    }

    @Override
    public void onText(String text) {
        long nowUs = clock.nowUs();
        keepAlive.heard(nowUs);
        if (!rules.mayReceiveControl(nowUs)) {
            refuse(rules.tooFast(), nowUs);
            return;
        }
        switch (ClientMessageReader.read(text)) {
            case ClientMessageReader.Read(ClientMessage message) -> onMessage(message, nowUs);
            case ClientMessageReader.Refused(ProtocolError error) -> onError(error, nowUs);
        }
    }

    private void onMessage(ClientMessage message, long nowUs) {
        events.onReceived(ClientMessageWriter.type(message));
        rules.order(message)
                .ifPresentOrElse(error -> refuse(error, nowUs), () -> accept(message, nowUs));
    }

    private void accept(ClientMessage message, long nowUs) {
        switch (message) {
            case ClientMessage.Start(String client) ->
                    begin("event=started", client, message, nowUs);
            case ClientMessage.Resume resume ->
                    begin("event=resuming", resume.client(), message, nowUs);
            case ClientMessage.CapsuleStored _,
                    ClientMessage.Pong _,
                    ClientMessage.LagTolerance _,
                    ClientMessage.Playout _,
                    ClientMessage.Mute _,
                    ClientMessage.End _ ->
                    guarded(() -> conversant.onMessage(message, nowUs));
        }
    }

    private void begin(String event, @Nullable String client, ClientMessage message, long nowUs) {
        log.info(
                "{} session={} client={}",
                event,
                sessionId,
                client == null ? "unnamed" : printable(client));
        guarded(() -> conversant.onMessage(message, nowUs));
        webSocket.limitMessages(ProtocolLimits.MAX_MESSAGE_BYTES);
    }

    private void onError(ProtocolError error, long nowUs) {
        events.onReceived("unknown");
        if (error.code() == ErrorCode.UNKNOWN_TYPE && rules.forgivesUnknownType()) {
            send(error);
        } else {
            refuse(error, nowUs);
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        long nowUs = clock.nowUs();
        keepAlive.heard(nowUs);
        events.onReceived(AUDIO);
        switch (rules.audio(bytes, nowUs)) {
            case ProtocolRules.Accepted(AudioFrame.Uplink frame) ->
                    guarded(() -> conversant.onAudio(frame, nowUs));
            case ProtocolRules.Violation(ProtocolError error) -> refuse(error, nowUs);
        }
    }

    @Override
    public void onPong() {
        keepAlive.heard(clock.nowUs());
    }

    @Override
    public void onClosed(int code) {
        lose(code, clock.nowUs());
    }

    @Override
    public void send(ServerMessage message) {
        if (open) {
            webSocket.sendText(ServerMessageWriter.write(message));
            events.onSent(ServerMessageWriter.type(message));
        }
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        boolean sent =
                open
                        && webSocket.trySendBinary(
                                AudioFrame.downlink(epoch, sequence, pcm, offset, length));
        if (sent) {
            events.onSent(AUDIO);
        }
        return sent;
    }

    @Override
    public void close(CloseCode code) {
        if (open) {
            webSocket.close(code.code());
            end(code.code(), clock.nowUs());
        }
    }

    /** When the connection was opened, monotonic µs. */
    long openedUs() {
        return openedUs;
    }

    /** This node is being replaced; a client that has not begun yet may as well go at once. */
    void onNodeDraining(long nowUs) {
        if (rules.started()) {
            guarded(() -> conversant.onNodeDraining(nowUs));
        } else {
            onNodeClosing(nowUs);
        }
    }

    /** This node goes away. */
    void onNodeClosing(long nowUs) {
        guarded(() -> conversant.onNodeClosing(nowUs));
    }

    /** Ticks; true if nothing is left to do and the socket is to be forgotten. */
    boolean tickIsLast(long nowUs) {
        if (open) {
            switch (keepAlive.check(nowUs, rules.started())) {
                case PRESENT -> {}
                case PING_DUE -> webSocket.ping();
                case START_TIMEOUT -> hangUp(CloseCode.START_TIMEOUT, nowUs);
                case IDLE -> hangUp(CloseCode.IDLE, nowUs);
            }
        }
        guarded(
                () -> {
                    conversant.tick(nowUs);
                    finished = conversant.isFinished();
                });
        boolean lingers = !open && !abandoned && !finished;
        if (lingers && nowUs - closedUs > LINGER_US) {
            log.warn("event=forgotten session={} unfinished after the connection", sessionId);
            abandon(nowUs);
        }
        boolean last = !open && (abandoned || finished);
        if (last) {
            admission.leave();
            entry.leave();
        }
        return last;
    }

    /** What the conversation holds, bytes. */
    long heldBytes() {
        guarded(() -> heldBytes = conversant.heldBytes());
        return heldBytes;
    }

    /** Tells the client what it did wrong, and closes. */
    private void refuse(ProtocolError error, long nowUs) {
        send(error);
        log.info("event=refused session={} error={}", sessionId, error.code());
        hangUp(ProtocolRules.closeCode(error.code()), nowUs);
    }

    private void hangUp(CloseCode code, long nowUs) {
        webSocket.close(code.code());
        lose(code.code(), nowUs);
    }

    private void lose(int code, long nowUs) {
        if (open) {
            end(code, nowUs);
            guarded(() -> conversant.onClientDisconnected(nowUs));
        }
    }

    private void end(int code, long nowUs) {
        open = false;
        closedUs = nowUs;
        events.onClosed(CloseStatus.counted(code));
        log.info(
                "event=closed session={} code={} seconds={}",
                sessionId,
                code,
                (nowUs - openedUs) / 1_000_000);
    }

    /** So that a client's name cannot forge a line or a key of the log. */
    private static String printable(String client) {
        return client.replaceAll("[^\\w./()+-]", "_");
    }

    private void guarded(Runnable call) {
        if (abandoned) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException fault) {
            logFault(fault);
            abandon(clock.nowUs());
        }
    }

    /** The conversation leaves nothing behind, and is told nothing more. */
    private void abandon(long nowUs) {
        abandoned = true;
        if (open) {
            hangUp(CloseCode.INTERNAL_ERROR, nowUs);
        }
        try {
            conversant.abandon(nowUs);
        } catch (RuntimeException fault) {
            logFault(fault);
        }
    }

    private void logFault(RuntimeException fault) {
        log.error("event=fault session={} cause={}", sessionId, Fault.describe(fault));
    }
}
