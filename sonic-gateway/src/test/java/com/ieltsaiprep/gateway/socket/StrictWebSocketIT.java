package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.CapturedLog;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class StrictWebSocketIT {
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        server =
                vertx.createHttpServer(ServerOptions.of("127.0.0.1", 0, 1_000))
                        .requestHandler(this::upgrade)
                        .listen()
                        .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void logsAnExceptionOfTheListenerWithoutItsMessage() throws Exception {
        try (CapturedLog log = new CapturedLog();
                RawWebSocket client =
                        RawWebSocket.open(
                                server.actualPort(), "/", "Sec-WebSocket-Protocol: maya.v1")) {
            client.text("what a candidate said");

            assertThat(client.read().closeCode()).isEqualTo(1011);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "event=websocket_error cause=java.lang.IllegalStateException at="
                                    + FailingListener.class.getName())
                    .doesNotContain("candidate");
        }
    }

    private void upgrade(HttpServerRequest request) {
        PrematureFrameGuard.install(request.connection());
        request.toWebSocket()
                .onSuccess(
                        upgraded ->
                                new StrictWebSocket(
                                                upgraded,
                                                vertx.getOrCreateContext(),
                                                1_000,
                                                () -> 0)
                                        .begin(new FailingListener()));
    }

    private static final class FailingListener implements WebSocketListener {
        @Override
        public void onText(String text) {
            throw new IllegalStateException(text);
        }

        @Override
        public void onBinary(byte[] bytes) {}

        @Override
        public void onPong() {}

        @Override
        public void onClosed(int code) {}
    }
}
