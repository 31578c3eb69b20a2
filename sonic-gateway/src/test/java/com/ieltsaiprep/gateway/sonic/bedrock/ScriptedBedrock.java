package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.warmup.EventStreamFrames;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Scripted Bedrock server, behind a TCP proxy that can cut the connections. */
final class ScriptedBedrock implements AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();
    private final Queue<Consumer<Call>> scripts = new ConcurrentLinkedQueue<>();
    private final List<NetSocket> connections = new CopyOnWriteArrayList<>();
    private final List<HttpConnection> http2 = new CopyOnWriteArrayList<>();
    final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final NetServer proxy;
    private final NetClient toServer;

    ScriptedBedrock() {
        server =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .connectionHandler(this::connected)
                        .requestHandler(request -> new Call(request).begin());
        server.listen().await();
        toServer = vertx.createNetClient();
        proxy = vertx.createNetServer().connectHandler(this::relay);
        proxy.listen(0, "127.0.0.1").await();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.actualPort());
    }

    /** Adds the script of the next call; a call without one sends its headers and listens. */
    ScriptedBedrock next(Consumer<Call> script) {
        scripts.add(script);
        return this;
    }

    ScriptedBedrock next(int times, Consumer<Call> script) {
        for (int i = 0; i < times; i++) {
            next(script);
        }
        return this;
    }

    void cutConnections() {
        connections.forEach(NetSocket::close);
    }

    private void connected(HttpConnection connection) {
        http2.add(connection);
        connection.closeHandler(_ -> http2.remove(connection));
    }

    /** Returns the number of streams that neither side has ended or reset, as Netty counts. */
    int openStreams() {
        return http2.stream().mapToInt(ScriptedBedrock::streams).sum();
    }

    private static int streams(HttpConnection connection) {
        var handler =
                ((ConnectionBase) connection)
                        .channel()
                        .pipeline()
                        .get(Http2ConnectionHandler.class);
        return handler == null ? 0 : handler.connection().numActiveStreams();
    }

    private void relay(NetSocket client) {
        client.pause();
        connections.add(client);
        client.closeHandler(_ -> connections.remove(client));
        toServer.connect(server.actualPort(), "127.0.0.1")
                .onSuccess(
                        upstream -> {
                            upstream.closeHandler(_ -> client.close());
                            var _ = client.pipeTo(upstream);
                            var _ = upstream.pipeTo(client);
                            client.resume();
                        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** Call of a client; its methods may be called from its script and from any thread. */
    final class Call {
        final List<String> events = new CopyOnWriteArrayList<>();
        final HttpServerRequest request;
        private final HttpServerResponse response;
        private Consumer<String> onEvent = _ -> {};
        private Runnable onEnd = () -> {};

        private Call(HttpServerRequest request) {
            this.request = request;
            this.response = request.response();
        }

        private void begin() {
            calls.incrementAndGet();
            response.exceptionHandler(_ -> {});
            request.exceptionHandler(_ -> {});
            EventStreamFrames frames =
                    new EventStreamFrames(
                            json -> {
                                String event = new String(json, StandardCharsets.UTF_8);
                                events.add(event);
                                onEvent.accept(event);
                            },
                            () -> onEnd.run());
            request.handler(frames::feed);
            Consumer<Call> script = scripts.poll();
            if (script == null) {
                accept();
            } else {
                script.accept(this);
            }
        }

        Call accept() {
            response.putHeader("content-type", "application/vnd.amazon.eventstream");
            response.writeHead();
            return this;
        }

        Call event(String json) {
            return raw(EventStreamFrames.event(json));
        }

        Call text(String content) {
            return event("{\"event\":{\"textOutput\":{\"content\":\"%s\"}}}".formatted(content));
        }

        Call exception(String type, String message) {
            return raw(EventStreamFrames.exception(type, message));
        }

        Call raw(Buffer bytes) {
            response.write(bytes);
            return this;
        }

        void refuse(int status, String type) {
            var _ =
                    response.setStatusCode(status)
                            .putHeader("content-type", "application/json")
                            .putHeader("x-amzn-errortype", type)
                            .end("{\"message\":\"no\"}");
        }

        Call onEvent(Consumer<String> handler) {
            onEvent = handler;
            return this;
        }

        Call onEnd(Runnable handler) {
            onEnd = handler;
            return this;
        }

        void end() {
            response.end();
        }

        void reset(long code) {
            response.reset(code);
        }
    }
}
