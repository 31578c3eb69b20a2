package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Public server with fakes behind it and a clock that only a test advances. */
final class TestServer implements AfterEachCallback {
    static final String ORIGIN = "https://app.ieltsaiprep.com";

    final FakeTickets tickets = new FakeTickets();
    final FakeConversationFactory conversations = new FakeConversationFactory();
    final FakeSocketObserver observer = new FakeSocketObserver();
    final AtomicLong nowUs;
    final Admission admission;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    final PublicServer server;

    TestServer(int capacity, int eventLoops) {
        admission = new Admission(capacity);
        nowUs = new AtomicLong(1);
        server = start(eventLoops, _ -> conversations);
    }

    /** Starts a server with one event loop and other conversations than the fakes. */
    TestServer(AtomicLong nowUs, ConversationFactoryProvider factories) {
        this.nowUs = nowUs;
        admission = new Admission(100);
        server = start(1, factories);
    }

    private PublicServer start(int eventLoops, ConversationFactoryProvider factories) {
        admission.open();
        return PublicServer.start(
                        vertx,
                        new ListenOptions("127.0.0.1", -1, Set.of(ORIGIN), eventLoops),
                        new SocketServices(tickets, admission, observer, nowUs::get),
                        factories)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    int port() {
        return server.port();
    }

    void advanceSeconds(int seconds) {
        nowUs.addAndGet(Duration.ofSeconds(seconds).toNanos() / 1_000);
    }

    /** Opens a TCP connection. */
    RawWebSocket connect() throws IOException {
        return RawWebSocket.connect(port());
    }

    /** Opens a connection with a valid ticket. */
    RawWebSocket connect(String sessionId) throws IOException {
        return RawWebSocket.open(port(), Upgrade.PATH, offer(tickets.issue(sessionId)));
    }

    /** Sends a request and returns the whole answer. */
    String answer(String request) throws IOException {
        try (RawWebSocket client = connect()) {
            client.send(request.getBytes(StandardCharsets.ISO_8859_1));
            return client.readRest();
        }
    }

    /** Connects a client and starts its conversation. */
    RawWebSocket started() throws Exception {
        RawWebSocket client = connect("s");
        assertThat(client.read().opcode()).isEqualTo(TEXT);
        client.text("{\"type\":\"start\"}");
        return client;
    }

    /** Advances the clock by a second and starts another conversation. */
    RawWebSocket startedLater() throws Exception {
        advanceSeconds(1);
        return started();
    }

    /** Waits for the conversation of a client that has started. */
    FakeConversation startedConversation() throws Exception {
        return conversations.next().expect("start");
    }

    void awaitReceived(String type, int count) {
        await(() -> observer.count("received " + type) >= count);
    }

    void awaitNoConversation() {
        await(() -> admission.conversations() == 0);
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 5 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    static String offer(String ticket) {
        return "Sec-WebSocket-Protocol: maya.v1, ticket." + ticket;
    }

    /** Encodes a message with a frame of 20 ms of silence. */
    static byte[] audio(int sequence) {
        return frame(BINARY, new AudioFrame.Uplink(sequence, 0, new byte[640]).toBytes());
    }
}
