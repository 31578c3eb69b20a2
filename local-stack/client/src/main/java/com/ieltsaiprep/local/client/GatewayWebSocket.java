package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

import java.util.List;

/** WebSocket to a gateway, for one connection. Lives on one event loop. */
final class GatewayWebSocket {
    /** Close code of the client's own, so that it is not taken for one of the gateway's. */
    private static final short DROPPED = 4900;

    /** Bound of the write queue: 20 s of audio, for a replay of 10 s and as much again. */
    private static final int MAX_UNSENT_BYTES = 20 * 32_000;

    private static final int TIMEOUT_MS = 10_000;

    private final ClientWebSocket socket;
    private final Listener listener;
    private boolean opened;
    private boolean ended;

    /**
     * Listener to the events of one WebSocket connection to the gateway, called on the connection's
     * event loop. No event follows after the connection was closed or dropped.
     */
    interface Listener {
        /** Handles the opening of the connection. Called once, before any message arrives. */
        void onOpened();

        void onText(String message);

        void onBinary(byte[] message);

        /**
         * Handles an audio frame that was not sent, because 20 s of audio already wait for the
         * network.
         */
        void onWriteQueueFull();

        /**
         * Handles the end of the connection, or the failure to open it.
         *
         * @param code WebSocket close code; 1006 if no close frame arrived
         */
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

    /** Connects; if that fails, the future fails and {@link Listener#onClosed} is called. */
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

    /** Closes the connection without any further callback. */
    void drop() {
        ended = true;
        if (opened) {
            socket.close(DROPPED, "");
        }
    }

    /** Fails an attempt that could not be made, for want of a ticket. */
    void fail() {
        handleClosed();
    }

    /** Returns false between the gateway's close frame and the end of the connection. */
    private boolean isWritable() {
        return !ended && !socket.isClosed();
    }

    /** Opens first: a message may arrive before the connect future completes. */
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
            listener.onClosed(code == null ? ProtocolClient.CONNECTION_LOST : code);
        }
    }
}
