package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Joins a candidate to a WebSocket and to real time. Lives on one event loop. */
final class ConversationSocket {
    /** A tick for each frame of the microphone, just after it is due. */
    private static final int TICK_MS = 20;

    private static final int AFTER_DUE_MS = 1;
    private static final int TICKS_PER_PROGRESS = 12;
    private static final int CONNECTION_LOST = 1006;

    /** A code of the client's own, so that it is not taken for the gateway's goodbye. */
    private static final short GIVEN_UP = 4900;

    /** Ten seconds of microphone that the network does not take. */
    private static final int MAX_UNSENT_BYTES = 10 * 32_000;

    private final Vertx vertx;
    private final EpochClock clock;
    private final ClientWebSocket socket;
    private final Plan plan;
    private final Recording recording;
    private final ConversationObserver observer;
    private final Promise<Outcome> outcome = Promise.promise();
    private @Nullable Candidate candidate;
    private String sessionId = "";
    private long timer;
    private int ticks;

    ConversationSocket(
            Vertx vertx,
            EpochClock clock,
            ClientWebSocket socket,
            Plan plan,
            Recording recording,
            ConversationObserver observer) {
        this.vertx = vertx;
        this.clock = clock;
        this.socket = socket;
        this.plan = plan;
        this.recording = recording;
        this.observer = observer;
    }

    /** Connects and converses; fails if it cannot connect. */
    Future<Outcome> connect(Ticket ticket) {
        sessionId = ticket.sessionId();
        socket.textMessageHandler(this::text);
        socket.binaryMessageHandler(this::binary);
        socket.closeHandler(_ -> closed());
        return socket.connect(options(ticket))
                .compose(
                        _ -> {
                            candidate();
                            return outcome.future();
                        });
    }

    /** The candidate; its first message may come before the connection is told to be open. */
    private Candidate candidate() {
        if (candidate == null) {
            socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
            candidate =
                    new Candidate(
                            sessionId, plan, recording, new ToGateway(), observer, clock.nowUs());
            timer = vertx.setPeriodic(TICK_MS + AFTER_DUE_MS, TICK_MS, _ -> tick());
        }
        return candidate;
    }

    private void tick() {
        candidate().tick(clock.nowUs());
        if (++ticks % TICKS_PER_PROGRESS == 0) {
            observer.progress(candidate().progress(clock.nowUs()));
        }
    }

    private void text(String message) {
        switch (ServerMessageReader.read(message)) {
            case ServerMessageReader.Read(var known) -> candidate().received(known, clock.nowUs());
            case ServerMessageReader.Unknown _ -> {}
            case ServerMessageReader.Malformed _ ->
                    candidate().problem("the gateway sent text that is not of the protocol");
        }
    }

    private void binary(Buffer message) {
        AudioFrame.readDownlink(message.getBytes())
                .ifPresentOrElse(
                        frame -> candidate().received(frame, clock.nowUs()),
                        () -> candidate().problem("the gateway sent a frame that is no audio"));
    }

    private void closed() {
        if (candidate().isClosed()) {
            return;
        }
        vertx.cancelTimer(timer);
        Short code = socket.closeStatusCode();
        candidate().closed(code == null ? CONNECTION_LOST : code, clock.nowUs());
        outcome.complete(candidate().outcome());
    }

    private static WebSocketConnectOptions options(Ticket ticket) {
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setAllowOriginHeader(false)
                        .setSubProtocols(List.of("maya.v1", "ticket." + ticket.ticket()));
        options.setAbsoluteURI(ticket.streamUrl().toString());
        return options;
    }

    /** Between the gateway's close frame and the end of the connection, what is sent is dropped. */
    private final class ToGateway implements Candidate.Gateway {
        private boolean stuck;

        @Override
        public void audio(AudioFrame.Uplink frame) {
            if (socket.isClosed()) {
                return;
            }
            if (!socket.writeQueueFull()) {
                socket.writeBinaryMessage(Buffer.buffer(frame.toBytes()));
            } else if (!stuck) {
                stuck = true;
                candidate().problem("the gateway took nothing of the microphone for 10 s");
                hangUp();
            }
        }

        @Override
        public void send(ClientMessage message) {
            if (!socket.isClosed()) {
                socket.writeTextMessage(ClientMessageWriter.write(message));
            }
        }

        @Override
        public void hangUp() {
            socket.close(GIVEN_UP, "");
        }
    }
}
