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
 * An HTTP/2 server on two ports of the loopback interface: TLS with ALPN, and cleartext with prior
 * knowledge. Start it from a Vert.x context: all its work is done there.
 */
public final class Http2Server {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int MOST_RESETS_PER_SECOND = 10_000;

    private final HttpServer tls;
    private final HttpServer cleartext;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Where to listen; port 0 takes a free one.
     *
     * @param maxStreams streams that a client may open on one connection
     */
    public record Options(int tlsPort, int cleartextPort, int maxStreams) {}

    private Http2Server(HttpServer tls, HttpServer cleartext) {
        this.tls = tls;
        this.cleartext = cleartext;
    }

    /** Listens on both ports; fails if one is taken. */
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
            each.requestHandler(handler).connectionHandler(server::opened);
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
                .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS_PER_SECOND)
                .setHttp2RstFloodWindowDuration(1);
    }

    /** OpenSSL where Netty has it: it takes a fraction of the time that the JDK's TLS takes. */
    private static SSLEngineOptions engine() {
        return OpenSSLEngineOptions.isAvailable() && OpenSSLEngineOptions.isAlpnAvailable()
                ? new OpenSSLEngineOptions()
                : new JdkSSLEngineOptions();
    }

    private void opened(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(_ -> connections.remove(connection));
    }

    /** The port for TLS. */
    public int tlsPort() {
        return tls.actualPort();
    }

    /** The port for cleartext. */
    public int cleartextPort() {
        return cleartext.actualPort();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** Stops as a killed process does: every connection is reset, nobody is told. */
    public Future<Void> close() {
        connections.forEach(Http2Server::kill);
        return Future.all(tls.close(), cleartext.close()).mapEmpty();
    }

    /** Resets a TCP connection, with neither GOAWAY nor TLS's close. */
    public static void kill(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.eventLoop().execute(() -> kill(channel));
    }

    private static void kill(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // From the first context the close passes no handler that would say goodbye.
            var _ = channel.pipeline().firstContext().close();
        }
    }
}
