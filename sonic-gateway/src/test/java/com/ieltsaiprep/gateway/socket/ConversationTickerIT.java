package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.fleet.Admission;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

class ConversationTickerIT {
    private final FakeConversationFactory conversations = new FakeConversationFactory();
    private final SocketServices services =
            new SocketServices(
                    new FakeTickets(), new Admission(1), new FakeSocketObserver(), () -> 1);
    private Vertx vertx;
    private ConversationTicker ticker;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        ticker = new ConversationTicker(vertx, services.clock(), services.observer());
        server = EchoServer.start(vertx, 0, 1_000, this::converse).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void notifiesAConversationThatIsAddedDuringTheShutdownAtOnce() throws Exception {
        ticker.notifyNodeClosing();
        try (RawWebSocket client = RawWebSocket.open(server.actualPort(), "/")) {
            assertThat(client.read().text()).contains("welcome");
            assertThat(client.read().closeCode()).isEqualTo(1001);
            assertThat(conversations.next().nextCall()).isEqualTo("node closing");
        }
    }

    private void converse(StrictWebSocket webSocket, Channel channel) {
        ConversationSocket socket =
                new ConversationSocket(
                        new ConversationIdentity("late", "u", Instant.EPOCH),
                        webSocket,
                        services,
                        new ConversationDirectory()
                                .register(
                                        "late",
                                        new ConversationDirectory.Loop(
                                                vertx.getOrCreateContext(), conversations)));
        webSocket.begin(socket);
        ticker.add(socket);
    }
}
