package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;

import org.jspecify.annotations.Nullable;

/**
 * Joins a candidate to WebSockets, one after the other, and to real time. Lives on one event loop.
 */
final class ClientSocket implements TickLoop.Task, Candidate.Transport, GatewayWebSocket.Listener {
    private static final int TICKS_PER_PROGRESS = 250 / Microphone.FRAME_MS;

    private final TickLoop loop;
    private final WebSocketClient client;
    private final Tickets tickets;
    private final Candidate.Parameters person;
    private final CandidateObserver observer;
    private final Promise<ConversationResult> result = Promise.promise();
    private GatewayWebSocket connection;
    private @Nullable Candidate candidate;
    private long dueUs;
    private int ticks;

    /** Where another ticket to a session comes from. Blocks. */
    interface Tickets {
        /**
         * Asks for one.
         *
         * @throws StackUnavailableException if none is given
         */
        ConversationTicket again(String sessionId);
    }

    ClientSocket(
            TickLoop loop,
            WebSocketClient client,
            Tickets tickets,
            Candidate.Parameters person,
            CandidateObserver observer) {
        this.loop = loop;
        this.client = client;
        this.tickets = tickets;
        this.person = person;
        this.observer = observer;
        this.connection = new GatewayWebSocket(client.webSocket(), this);
    }

    /** Connects and converses; fails if it cannot connect the first time. */
    Future<ConversationResult> converse(ConversationTicket ticket) {
        return connection.connect(ticket).compose(_ -> result.future());
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
        leaveIfOver();
    }

    @Override
    public void opened() {
        if (candidate == null) {
            candidate = new Candidate(person, this, observer, loop.nowUs());
            loop.add(this);
        } else {
            candidate.opened(loop.nowUs());
        }
    }

    @Override
    public void text(String message) {
        switch (ServerMessageReader.read(message)) {
            case ServerMessageReader.Read(var known) -> candidate().received(known, loop.nowUs());
            case ServerMessageReader.Unknown _ -> {}
            case ServerMessageReader.Malformed _ ->
                    candidate().problem("the gateway sent text that is not of the protocol");
        }
    }

    @Override
    public void binary(byte[] message) {
        AudioFrame.readDownlink(message)
                .ifPresentOrElse(
                        frame -> candidate().received(frame, loop.nowUs()),
                        () -> candidate().problem("the gateway sent a frame that is no audio"));
    }

    /** Not at once: the candidate is in the middle of sending. */
    @Override
    public void stuck() {
        connection.drop();
        loop.run(() -> closed(ClientConnection.CONNECTION_LOST));
    }

    @Override
    public void closed(int code) {
        if (candidate != null) {
            candidate.closed(code, loop.nowUs());
            leaveIfOver();
        }
    }

    @Override
    public void connect() {
        GatewayWebSocket next = new GatewayWebSocket(client.webSocket(), this);
        connection = next;
        Thread.startVirtualThread(
                () -> {
                    try {
                        ConversationTicket ticket = tickets.again(person.sessionId());
                        loop.run(() -> next.connect(ticket));
                    } catch (StackUnavailableException _) {
                        loop.run(next::fail);
                    }
                });
    }

    @Override
    public void drop() {
        connection.drop();
    }

    @Override
    public void audio(AudioFrame.Uplink frame) {
        connection.audio(frame);
    }

    @Override
    public void send(ClientMessage message) {
        connection.send(message);
    }

    private Candidate candidate() {
        if (candidate == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return candidate;
    }

    private void leaveIfOver() {
        if (candidate().isClosed() && result.tryComplete(candidate().result())) {
            loop.remove(this);
        }
    }
}
