package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

import java.util.List;

/** One WebSocket to a gateway. Lives on one event loop. */
final class GatewayWebSocket {
    /** A code of the client's own, so that it is not taken for the gateway's goodbye. */
    private static final short DROPPED = 4900;

    /** More than ten seconds of microphone that the network does not take, and then as many. */
    private static final int MAX_UNSENT_BYTES = 20 * 32_000;

    /** No attempt is worth more. */
    private static final int TIMEOUT_MS = 10_000;

    private final ClientWebSocket socket;
    private final Listener listener;
    private boolean opened;
    private boolean ended;

    /** Is told what happens, until the connection is closed or dropped. */
    interface Listener {
        /** Once, before anything that was received. */
        void onOpened();

        void onText(String message);

        void onBinary(byte[] message);

        /** The network takes no more of the microphone. */
        void onWriteQueueFull();

        /** It was closed, or could not be opened. */
        void onClosed(int code);
    }

    GatewayWebSocket(ClientWebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        socket.textMessageHandler(message -> handleMessage(() -> listener.onText(message)));
        socket.binaryMessageHandler(
                message -> handleMessage(() -> listener.onBinary(message.getBytes())));
        socket.closeHandler(_ -> handleClosed());
    }

    /** Connects; the future is told before {@link Listener#onOpened} if that fails. */
    Future<Void> connect(ConversationTicket ticket) {
        if (ended) {
            return Future.failedFuture("dropped");
        }
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setAllowOriginHeader(false)
                        .setSubProtocols(List.of("maya.v1", "ticket." + ticket.ticket()));
        options.setAbsoluteURI(ticket.streamUrl().toString());
        options.setTimeout(TIMEOUT_MS);
        return socket.connect(options)
                .onSuccess(_ -> handleOpened())
                .onFailure(_ -> handleClosed())
                .mapEmpty();
    }

    void sendAudio(AudioFrame.Uplink frame) {
        if (!isWritable()) {
            return;
        }
        if (socket.writeQueueFull()) {
            listener.onWriteQueueFull();
        } else {
            socket.writeBinaryMessage(Buffer.buffer(frame.toBytes()));
        }
    }

    void send(ClientMessage message) {
        if (isWritable()) {
            socket.writeTextMessage(ClientMessageWriter.write(message));
        }
    }

    /** Nothing more comes of it. */
    void drop() {
        ended = true;
        if (opened) {
            socket.close(DROPPED, "");
        }
    }

    /** Could not even be tried. */
    void fail() {
        handleClosed();
    }

    /** Between the gateway's close frame and the end of the connection, what is sent is dropped. */
    private boolean isWritable() {
        return !ended && !socket.isClosed();
    }

    /** The first message may come before the connection is told to be open. */
    private void handleMessage(Runnable action) {
        handleOpened();
        if (!ended) {
            action.run();
        }
    }

    private void handleOpened() {
        if (opened) {
            return;
        }
        opened = true;
        if (ended) {
            socket.close(DROPPED, "");
        } else {
            socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
            listener.onOpened();
        }
    }

    private void handleClosed() {
        if (!ended) {
            ended = true;
            Short code = opened ? socket.closeStatusCode() : null;
            listener.onClosed(code == null ? ClientConnection.CONNECTION_LOST : code);
        }
    }
}
