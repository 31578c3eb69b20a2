package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
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
 * Client connection of one conversation: reads messages, enforces the protocol rules, and keeps the
 * connection alive. The rules are those of docs/protocol.md that need no knowledge of the
 * conversation. On its event loop only.
 *
 * <p>An exception in the conversation closes this connection with 1011 and affects no other: the
 * conversation is abandoned, so that none of its resources leak.
 */
final class ConversationSocket implements WebSocketListener, ClientPort {
    private static final Logger log = LoggerFactory.getLogger(ConversationSocket.class);
    private static final String AUDIO = "audio";

    /** Expiry after the disconnect; a conversation waits half of it for its client to resume. */
    private static final long EXPIRY_US = 60_000_000;

    private final String sessionId;
    private final StrictWebSocket webSocket;
    private final SocketObserver observer;
    private final Admission admission;
    private final MonotonicClock clock;
    private final ProtocolRules rules;
    private final KeepAlive keepAlive;
    private final ConversationDirectory.Entry entry;
    private final ConversationHandle conversation;
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
        this.observer = services.observer();
        this.admission = services.admission();
        this.clock = services.clock();
        this.entry = entry;
        this.openedUs = clock.nowUs();
        this.rules = new ProtocolRules(openedUs);
        this.keepAlive = new KeepAlive(openedUs);
        log.info("event=connection_opened session={}", sessionId);
        this.conversation = entry.conversations().open(identity, this, openedUs);
    }

    @Override
    public void onText(String text) {
        long nowUs = clock.nowUs();
        keepAlive.onReceived(nowUs);
        if (!rules.tryReceiveControl(nowUs)) {
            reject(rules.tooFast(), nowUs);
            return;
        }
        switch (ClientMessageReader.read(text)) {
            case ClientMessageReader.Read(ClientMessage message) -> onMessage(message, nowUs);
            case ClientMessageReader.Refused(ProtocolError error) -> onError(error, nowUs);
        }
    }

    private void onMessage(ClientMessage message, long nowUs) {
        observer.onReceived(ClientMessageWriter.type(message));
        rules.checkOrder(message)
                .ifPresentOrElse(error -> reject(error, nowUs), () -> handle(message, nowUs));
    }

    private void handle(ClientMessage message, long nowUs) {
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
                    runGuarded(() -> conversation.onMessage(message, nowUs));
        }
    }

    private void begin(String event, @Nullable String client, ClientMessage message, long nowUs) {
        log.info(
                "{} session={} client={}",
                event,
                sessionId,
                client == null ? "unnamed" : printable(client));
        runGuarded(() -> conversation.onMessage(message, nowUs));
        webSocket.limitMessages(ProtocolLimits.MAX_MESSAGE_BYTES);
    }

    private void onError(ProtocolError error, long nowUs) {
        observer.onReceived("unknown");
        if (error.code() == ErrorCode.UNKNOWN_TYPE && rules.toleratesUnknownType()) {
            send(error);
        } else {
            reject(error, nowUs);
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        long nowUs = clock.nowUs();
        keepAlive.onReceived(nowUs);
        observer.onReceived(AUDIO);
        switch (rules.readAudio(bytes, nowUs)) {
            case ProtocolRules.Accepted(AudioFrame.Uplink frame) ->
                    runGuarded(() -> conversation.onAudio(frame, nowUs));
            case ProtocolRules.Violation(ProtocolError error) -> reject(error, nowUs);
        }
    }

    @Override
    public void onPong() {
        keepAlive.onReceived(clock.nowUs());
    }

    @Override
    public void onClosed(int code) {
        onDisconnected(code, clock.nowUs());
    }

    @Override
    public void send(ServerMessage message) {
        if (open) {
            webSocket.sendText(ServerMessageWriter.write(message));
            observer.onSent(ServerMessageWriter.type(message));
        }
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        boolean sent =
                open
                        && webSocket.trySendBinary(
                                AudioFrame.downlink(epoch, sequence, pcm, offset, length));
        if (sent) {
            observer.onSent(AUDIO);
        }
        return sent;
    }

    @Override
    public void close(CloseCode code) {
        if (open) {
            webSocket.close(code.code());
            recordClosed(code.code(), clock.nowUs());
        }
    }

    /** Returns the time when the connection was opened, monotonic µs. */
    long openedUs() {
        return openedUs;
    }

    /** Notifies the conversation of draining; a client that has not started is closed at once. */
    void onNodeDraining(long nowUs) {
        if (rules.isStarted()) {
            runGuarded(() -> conversation.onNodeDraining(nowUs));
        } else {
            onNodeClosing(nowUs);
        }
    }

    /** Notifies the conversation that this node shuts down. */
    void onNodeClosing(long nowUs) {
        runGuarded(() -> conversation.onNodeClosing(nowUs));
    }

    /** Ticks the conversation; false once it is over and the socket can be removed. */
    boolean tick(long nowUs) {
        if (open) {
            switch (keepAlive.check(nowUs, rules.isStarted())) {
                case NONE -> {}
                case PING -> webSocket.ping();
                case START_TIMEOUT -> closeWith(CloseCode.START_TIMEOUT, nowUs);
                case IDLE_TIMEOUT -> closeWith(CloseCode.IDLE, nowUs);
            }
        }
        runGuarded(
                () -> {
                    conversation.tick(nowUs);
                    finished = conversation.isFinished();
                });
        boolean lingers = !open && !abandoned && !finished;
        if (lingers && nowUs - closedUs > EXPIRY_US) {
            log.warn(
                    "event=conversation_expired session={} unfinished after the connection",
                    sessionId);
            abandon(nowUs);
        }
        boolean last = !open && (abandoned || finished);
        if (last) {
            admission.release();
            entry.release();
        }
        return !last;
    }

    /** Returns the audio and text that the conversation holds, bytes. */
    long heldBytes() {
        runGuarded(() -> heldBytes = conversation.heldBytes());
        return heldBytes;
    }

    /** Reports a protocol error to the client and closes. */
    private void reject(ProtocolError error, long nowUs) {
        send(error);
        log.info("event=protocol_error session={} error={}", sessionId, error.code());
        closeWith(ProtocolRules.closeCode(error.code()), nowUs);
    }

    private void closeWith(CloseCode code, long nowUs) {
        webSocket.close(code.code());
        onDisconnected(code.code(), nowUs);
    }

    private void onDisconnected(int code, long nowUs) {
        if (open) {
            recordClosed(code, nowUs);
            runGuarded(() -> conversation.onClientDisconnected(nowUs));
        }
    }

    private void recordClosed(int code, long nowUs) {
        open = false;
        closedUs = nowUs;
        observer.onClosed(CloseStatus.metricLabel(code));
        log.info(
                "event=connection_closed session={} code={} seconds={}",
                sessionId,
                code,
                (nowUs - openedUs) / 1_000_000);
    }

    /** Replaces characters with which a client's name could forge a line or a key of the log. */
    private static String printable(String client) {
        return client.replaceAll("[^\\w./()+-]", "_");
    }

    private void runGuarded(Runnable call) {
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

    /** Abandons the conversation, which is not called any more. */
    private void abandon(long nowUs) {
        abandoned = true;
        if (open) {
            closeWith(CloseCode.INTERNAL_ERROR, nowUs);
        }
        try {
            conversation.abandon(nowUs);
        } catch (RuntimeException fault) {
            logFault(fault);
        }
    }

    private void logFault(RuntimeException fault) {
        log.error("event=internal_error session={} cause={}", sessionId, Fault.describe(fault));
    }
}
