package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.fleet.Admission;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Public server with fakes behind it and a clock that only a test advances. */
final class TestServer {
    static final String ORIGIN = "https://app.ieltsaiprep.com";

    final FakeTickets tickets = new FakeTickets();
    final FakeConversationFactory conversations;
    final FakeSocketObserver observer = new FakeSocketObserver();
    final Admission admission;
    final AtomicLong nowUs;
    final PublicServer server;
    private final Vertx vertx;

    TestServer(int capacity, int eventLoops) throws Exception {
        this(capacity, eventLoops, new FakeConversationFactory());
    }

    private TestServer(int capacity, int eventLoops, FakeConversationFactory conversations)
            throws Exception {
        this(capacity, eventLoops, new AtomicLong(1), conversations, _ -> conversations);
    }

    /** Creates a server with one event loop and other conversations than the fakes. */
    TestServer(AtomicLong nowUs, ConversationFactoryProvider factories) throws Exception {
        this(100, 1, nowUs, new FakeConversationFactory(), factories);
    }

    private TestServer(
            int capacity,
            int eventLoops,
            AtomicLong nowUs,
            FakeConversationFactory conversations,
            ConversationFactoryProvider factories)
            throws Exception {
        this.nowUs = nowUs;
        this.conversations = conversations;
        admission = new Admission(capacity);
        admission.open();
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        server =
                PublicServer.start(
                                vertx,
                                new ListenOptions("127.0.0.1", -1, Set.of(ORIGIN), eventLoops),
                                new SocketServices(tickets, admission, observer, nowUs::get),
                                factories)
                        .await(10, TimeUnit.SECONDS);
    }

    int port() {
        return server.port();
    }

    void advanceSeconds(int seconds) {
        nowUs.addAndGet(Duration.ofSeconds(seconds).toNanos() / 1_000);
    }

    /** Opens a connection with a valid ticket. */
    RawWebSocket connect(String sessionId) throws IOException {
        return RawWebSocket.open(port(), Upgrade.PATH, offer(tickets.issue(sessionId)));
    }

    static String offer(String ticket) {
        return "Sec-WebSocket-Protocol: maya.v1, ticket." + ticket;
    }

    void stop() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }
}
