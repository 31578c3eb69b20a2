package com.ieltsaiprep.local.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.impl.ConnectionBase;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/2 server on two ports of 127.0.0.1: one with TLS and ALPN, one in cleartext with prior
 * knowledge.
 *
 * <p>Both ports also accept HTTP/1.1. The server runs on the Vert.x context that starts it.
 */
public final class Http2Server {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int MAX_RESETS_PER_SECOND = 10_000;

    private final HttpServer tls;
    private final HttpServer cleartext;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Options of an HTTP/2 server.
     *
     * @param tlsPort TCP port with TLS; 0 takes a free port
     * @param cleartextPort TCP port without TLS; 0 takes a free port
     * @param maxStreams HTTP/2 streams that a client may have open at a time on one connection
     */
    public record Options(int tlsPort, int cleartextPort, int maxStreams) {}

    private Http2Server(HttpServer tls, HttpServer cleartext) {
        this.tls = tls;
        this.cleartext = cleartext;
    }

    /**
     * Starts an HTTP/2 server on two ports of 127.0.0.1.
     *
     * @param certificate TLS certificate of the server
     * @param handler receives the requests to both ports
     * @return future of the listening server; fails if a port is taken
     */
    public static Future<Http2Server> start(
            Vertx vertx,
            TestCertificate certificate,
            Options options,
            Handler<HttpServerRequest> handler) {
        HttpServer tls =
                vertx.createHttpServer(
                        options(options)
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setSslEngineOptions(engine())
                                .setKeyCertOptions(
                                        new PfxOptions()
                                                .setPath(certificate.keyStore().toString())
                                                .setPassword(TestCertificate.PASSWORD)));
        HttpServer cleartext = vertx.createHttpServer(options(options));
        Http2Server server = new Http2Server(tls, cleartext);
        for (HttpServer each : List.of(tls, cleartext)) {
            each.requestHandler(handler).connectionHandler(server::onConnection);
        }
        return Future.all(
                        tls.listen(options.tlsPort, "127.0.0.1"),
                        cleartext.listen(options.cleartextPort, "127.0.0.1"))
                .map(server);
    }

    private static HttpServerOptions options(Options options) {
        return new HttpServerOptions()
                .setInitialSettings(
                        new Http2Settings()
                                .setMaxConcurrentStreams(options.maxStreams)
                                .setInitialWindowSize(WINDOW_BYTES))
                .setHttp2ConnectionWindowSize(16 * WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS_PER_SECOND)
                .setHttp2RstFloodWindowDuration(1);
    }

    /** Prefers OpenSSL where Netty has it, because the JDK's TLS is several times slower. */
    private static SSLEngineOptions engine() {
        return OpenSSLEngineOptions.isAvailable() && OpenSSLEngineOptions.isAlpnAvailable()
                ? new OpenSSLEngineOptions()
                : new JdkSSLEngineOptions();
    }

    private void onConnection(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(_ -> connections.remove(connection));
    }

    /** Returns the TCP port with TLS on which this server listens. */
    public int tlsPort() {
        return tls.actualPort();
    }

    /** Returns the TCP port without TLS on which this server listens. */
    public int cleartextPort() {
        return cleartext.actualPort();
    }

    /** Returns the number of connections that clients have open to both ports of this server. */
    public int connections() {
        return connections.size();
    }

    /**
     * Stops this server like a killed process: resets every TCP connection, without an HTTP/2
     * GOAWAY frame, and frees both ports.
     *
     * @return future that completes when the ports are free
     */
    public Future<Void> close() {
        connections.forEach(Http2Server::kill);
        return Future.all(tls.close(), cleartext.close()).mapEmpty();
    }

    /**
     * Resets the TCP connection under an HTTP connection, without an HTTP/2 GOAWAY frame or a TLS
     * close alert. Does not wait for the reset.
     */
    public static void kill(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.eventLoop().execute(() -> kill(channel));
    }

    private static void kill(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // From the first context the close passes no handler that would send a goodbye.
            var _ = channel.pipeline().firstContext().close();
        }
    }
}
