package com.ieltsaiprep.gateway.socket;

import io.vertx.core.http.HttpServerOptions;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * HTTP server options of the WebSockets: HTTP/1.1 only, with everything bounded. Features that
 * Vert.x enables by default are off: HTTP/2 in cleartext, ALPN, and compression of messages, with
 * which 61 kB from a client become 60 MB here.
 */
final class ServerOptions {
    /** Subprotocol that names the version of the protocol. */
    static final String SUBPROTOCOL = "maya.v1";

    private static final int MAX_REQUEST_LINE_BYTES = 2_048;
    private static final int MAX_HEADER_BYTES = 8_192;

    /** Safety net beneath {@link KeepAlive}, for connections that are not upgraded. */
    private static final int READ_IDLE_SECONDS = 60;

    private static final int ACCEPT_BACKLOG = 1_024;

    private ServerOptions() {}

    /** Returns options for messages of at most {@code maxMessageBytes}, in one frame or several. */
    static HttpServerOptions of(String host, int port, int maxMessageBytes) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setUseAlpn(false)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxWebSocketFrameSize(maxMessageBytes)
                .setMaxWebSocketMessageSize(maxMessageBytes)
                .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                .setReadIdleTimeout(READ_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
    }
}
