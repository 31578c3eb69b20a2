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
 * HTTP/2 server on two ports of the loopback interface: TLS with ALPN, and cleartext with prior
 * knowledge.
 *
 * <p>It runs on the Vert.x context that starts it.
 */
public final class Http2Server {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int MAX_RESETS_PER_SECOND = 10_000;

    private final HttpServer tls;
    private final HttpServer cleartext;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Ports, of which 0 takes a free one, and limits.
     *
     * @param maxStreams streams that a client may open on one connection
     */
    public record Options(int tlsPort, int cleartextPort, int maxStreams) {}

    private Http2Server(HttpServer tls, HttpServer cleartext) {
        this.tls = tls;
        this.cleartext = cleartext;
    }

    /** Starts to listen on both ports; the future fails if one is taken. */
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

    /** Returns the port for TLS. */
    public int tlsPort() {
        return tls.actualPort();
    }

    /** Returns the port for cleartext. */
    public int cleartextPort() {
        return cleartext.actualPort();
    }

    /** Returns the number of open connections. */
    public int connections() {
        return connections.size();
    }

    /** Stops like a killed process: resets every connection without GOAWAY. */
    public Future<Void> close() {
        connections.forEach(Http2Server::kill);
        return Future.all(tls.close(), cleartext.close()).mapEmpty();
    }

    /** Resets a TCP connection, without GOAWAY or TLS close. */
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
