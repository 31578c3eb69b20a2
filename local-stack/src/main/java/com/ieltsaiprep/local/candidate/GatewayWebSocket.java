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
    private boolean over;

    /** Is told what happens, until the connection is closed or dropped. */
    interface Listener {
        /** Once, before anything that was received. */
        void opened();

        void text(String message);

        void binary(byte[] message);

        /** The network takes no more of the microphone. */
        void stuck();

        /** It was closed, or could not be opened. */
        void closed(int code);
    }

    GatewayWebSocket(ClientWebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        socket.textMessageHandler(message -> received(() -> listener.text(message)));
        socket.binaryMessageHandler(message -> received(() -> listener.binary(message.getBytes())));
        socket.closeHandler(_ -> closed());
    }

    /** Connects; the future is told before {@link Listener#opened} if that fails. */
    Future<Void> connect(ConversationTicket ticket) {
        if (over) {
            return Future.failedFuture("dropped");
        }
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setAllowOriginHeader(false)
                        .setSubProtocols(List.of("maya.v1", "ticket." + ticket.ticket()));
        options.setAbsoluteURI(ticket.streamUrl().toString());
        options.setTimeout(TIMEOUT_MS);
        return socket.connect(options).onSuccess(_ -> opened()).onFailure(_ -> closed()).mapEmpty();
    }

    void audio(AudioFrame.Uplink frame) {
        if (!writable()) {
            return;
        }
        if (socket.writeQueueFull()) {
            listener.stuck();
        } else {
            socket.writeBinaryMessage(Buffer.buffer(frame.toBytes()));
        }
    }

    void send(ClientMessage message) {
        if (writable()) {
            socket.writeTextMessage(ClientMessageWriter.write(message));
        }
    }

    /** Nothing more comes of it. */
    void drop() {
        over = true;
        if (opened) {
            socket.close(DROPPED, "");
        }
    }

    /** Could not even be tried. */
    void fail() {
        closed();
    }

    /** Between the gateway's close frame and the end of the connection, what is sent is dropped. */
    private boolean writable() {
        return !over && !socket.isClosed();
    }

    /** The first message may come before the connection is told to be open. */
    private void received(Runnable action) {
        opened();
        if (!over) {
            action.run();
        }
    }

    private void opened() {
        if (opened) {
            return;
        }
        opened = true;
        if (over) {
            socket.close(DROPPED, "");
        } else {
            socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
            listener.opened();
        }
    }

    private void closed() {
        if (!over) {
            over = true;
            Short code = opened ? socket.closeStatusCode() : null;
            listener.closed(code == null ? ClientConnection.CONNECTION_LOST : code);
        }
    }
}
