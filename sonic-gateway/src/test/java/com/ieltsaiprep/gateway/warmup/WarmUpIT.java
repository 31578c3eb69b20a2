package com.ieltsaiprep.gateway.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(30)
class WarmUpIT {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** Starts a gateway that answers each message with a frame of voice, or with nothing. */
    private int gateway(boolean speaks) {
        HttpServer server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost("127.0.0.1")
                                .setPort(0)
                                .setWebSocketSubProtocols(List.of("maya.v1")));
        return server.webSocketHandler(socket -> serve(socket, speaks))
                .listen()
                .await()
                .actualPort();
    }

    private void serve(ServerWebSocket socket, boolean speaks) {
        open.incrementAndGet();
        socket.closeHandler(_ -> open.decrementAndGet());
        socket.binaryMessageHandler(
                message -> {
                    AudioFrame.readUplink(message.getBytes())
                            .ifPresentOrElse(
                                    _ -> frames.incrementAndGet(), refused::incrementAndGet);
                    if (speaks) {
                        socket.writeBinaryMessage(
                                Buffer.buffer(AudioFrame.downlink(1, 0, new byte[480], 0, 480)));
                    }
                });
        socket.textMessageHandler(
                text -> {
                    if (text.contains("\"end\"")) {
                        socket.close();
                    }
                });
    }

    @Test
    void staysWithinTheRateLimitsAndDisconnects() {
        int port = gateway(true);
        WarmUp.run(vertx, port, () -> "T").await();
        assertThat(frames.get()).isBetween(WarmUp.CONVERSATIONS, WarmUp.CONVERSATIONS * 600);
        assertThat(refused).hasValue(0);
        assertThat(open).hasValue(0);
    }

    @Test
    void failsWithoutAudioFromMaya() {
        int port = gateway(false);
        assertThatThrownBy(() -> WarmUp.run(vertx, port, () -> "T", 300).await())
                .hasMessageContaining("nothing heard");
    }

    @Test
    void failsWithoutAServer() {
        assertThatThrownBy(() -> WarmUp.run(vertx, 1, () -> "T").await()).isNotNull();
    }
}
