package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;

import org.jspecify.annotations.Nullable;

/**
 * WebSocket transport of one candidate: opens a socket per connection, passes its messages on and
 * drives the candidate's clock. Lives on one event loop.
 */
public final class ClientSocket
        implements TickLoop.Task, ProtocolClient.Transport, GatewayWebSocket.Listener {
    private static final int TICKS_PER_PROGRESS = 250 / Microphone.FRAME_MS;

    private final TickLoop loop;
    private final WebSocketClient client;
    private final Tickets tickets;
    private final Candidate.Parameters parameters;
    private final CandidateObserver observer;
    private final Promise<ConversationResult> result = Promise.promise();
    private GatewayWebSocket socket;
    private @Nullable Candidate candidate;
    private long dueUs;
    private int ticks;

    /**
     * Source of further tickets, the single-use secrets that admit a candidate to its conversation
     * again. Blocks.
     */
    public interface Tickets {
        /**
         * Requests another ticket, the single-use secret that admits a candidate to its
         * conversation again. Blocks.
         *
         * @param sessionId id of the conversation, as in the first ticket
         * @throws StackUnavailableException if the API gives no ticket or cannot be reached
         */
        ConversationTicket renew(String sessionId);
    }

    public ClientSocket(
            TickLoop loop,
            WebSocketClient client,
            Tickets tickets,
            Candidate.Parameters parameters,
            CandidateObserver observer) {
        this.loop = loop;
        this.client = client;
        this.tickets = tickets;
        this.parameters = parameters;
        this.observer = observer;
        this.socket = new GatewayWebSocket(client.webSocket(), this);
    }

    /** Connects and holds the conversation; fails if the first connection cannot be opened. */
    public Future<ConversationResult> converse(ConversationTicket ticket) {
        return socket.connect(ticket).compose(_ -> result.future());
    }

    @Override
    public long dueUs() {
        return dueUs;
    }

    @Override
    public void tick(long nowUs) {
        Candidate talking = candidate();
        talking.tick(nowUs);
        dueUs = talking.nextTickUs(nowUs);
        if (++ticks % TICKS_PER_PROGRESS == 0) {
            observer.onProgress(talking.progress(nowUs));
        }
        completeIfClosed();
    }

    @Override
    public void onOpened() {
        if (candidate == null) {
            candidate = new Candidate(parameters, this, observer, loop.nowUs());
            loop.add(this);
        } else {
            candidate.onOpened(loop.nowUs());
        }
    }

    @Override
    public void onText(String message) {
        switch (ServerMessageReader.read(message)) {
            case ServerMessageReader.Read(var known) -> candidate().onMessage(known, loop.nowUs());
            case ServerMessageReader.Unknown _ -> {}
            case ServerMessageReader.Malformed _ ->
                    candidate().addProblem("the gateway sent text that is not of the protocol");
        }
    }

    @Override
    public void onBinary(byte[] message) {
        AudioFrame.readDownlink(message)
                .ifPresentOrElse(
                        frame -> candidate().onAudio(frame, loop.nowUs()),
                        () -> candidate().addProblem("the gateway sent a frame that is no audio"));
    }

    /**
     * Drops the connection at once, but reports its loss to the candidate in a later task of the
     * event loop, because the candidate is in the middle of sending.
     */
    @Override
    public void onWriteQueueFull() {
        socket.drop();
        loop.run(() -> onClosed(ProtocolClient.CONNECTION_LOST));
    }

    @Override
    public void onClosed(int code) {
        if (candidate != null) {
            candidate.onClosed(code, loop.nowUs());
            completeIfClosed();
        }
    }

    @Override
    public void connect() {
        GatewayWebSocket next = new GatewayWebSocket(client.webSocket(), this);
        socket = next;
        Thread.startVirtualThread(
                () -> {
                    try {
                        ConversationTicket ticket = tickets.renew(parameters.sessionId());
                        loop.run(() -> next.connect(ticket));
                    } catch (StackUnavailableException _) {
                        loop.run(next::fail);
                    }
                });
    }

    @Override
    public void drop() {
        socket.drop();
    }

    @Override
    public void sendAudio(AudioFrame.Uplink frame) {
        socket.sendAudio(frame);
    }

    @Override
    public void send(ClientMessage message) {
        socket.send(message);
    }

    private Candidate candidate() {
        if (candidate == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return candidate;
    }

    private void completeIfClosed() {
        if (candidate().isClosed() && result.tryComplete(candidate().result())) {
            loop.remove(this);
        }
    }
}
