package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.upgradeRequest;
import static com.ieltsaiprep.gateway.socket.TestServer.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class UpgradeIT {
    private static final String GOOD = "A".repeat(43);

    @RegisterExtension private final TestServer server = new TestServer(2, 1);

    @Test
    void selectsTheSubprotocolAndNoExtension() throws Exception {
        try (RawWebSocket client = server.connect()) {
            List<String> head =
                    client.request(
                            upgradeRequest(
                                    Upgrade.PATH,
                                    offer(server.tickets.issue("s")),
                                    "Origin: " + TestServer.ORIGIN,
                                    "Sec-WebSocket-Extensions: permessage-deflate;"
                                            + " client_max_window_bits"));

            assertThat(head.getFirst()).isEqualTo("HTTP/1.1 101 Switching Protocols");
            assertThat(head)
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .isEqualToIgnoringCase(
                                                    "Sec-WebSocket-Protocol: maya.v1"))
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .isEqualToIgnoringCase(
                                                    "Sec-WebSocket-Accept:"
                                                            + " s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
                    .noneSatisfy(line -> assertThat(line).containsIgnoringCase("extensions"));
        }
    }

    @Test
    void acceptsSubprotocolsInSeveralHeaderLines() throws Exception {
        String ticket = server.tickets.issue("s");
        try (RawWebSocket client =
                RawWebSocket.open(
                        server.port(),
                        Upgrade.PATH,
                        "Sec-WebSocket-Protocol: ticket." + ticket,
                        "Sec-WebSocket-Protocol: maya.v2, maya.v1")) {
            assertThat(client.read().text()).contains("welcome");
        }
    }

    @Test
    void closesAConnectionThatSendsFramesBeforeTheUpgrade() throws Exception {
        byte[] request =
                upgradeRequest(Upgrade.PATH, offer(server.tickets.issue("s")))
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] start = "{\"type\":\"start\"}".getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket client = server.connect()) {
            client.send(request, RawWebSocket.frame(RawWebSocket.TEXT, start));
            client.readRest();
        }
        server.awaitNoConversation();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://app.ieltsaiprep.com",
                "https://app.ieltsaiprep.com.evil.tld",
                "https://evil-app.ieltsaiprep.com",
                "https://ieltsaiprep.com",
                "https://x.app.ieltsaiprep.com",
                "https://app.ieltsaiprep.com:443",
                "https://app.ieltsaiprep.com/",
                "HTTPS://APP.IELTSAIPREP.COM",
                "https://app.ieltsaiprep.com, https://evil.tld",
                "*",
                "file://"
            })
    void refusesEveryOriginThatIsNotExactlyOnTheList(String origin) throws Exception {
        String ticket = server.tickets.issue("s");

        assertThat(server.answer(upgradeRequest(Upgrade.PATH, offer(ticket), "Origin: " + origin)))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("pages of this origin may not connect\n");
        assertThat(server.tickets.has(ticket)).isTrue();
    }

    @Test
    void refusesTwoOrigins() throws Exception {
        assertThat(
                        server.answer(
                                upgradeRequest(
                                        Upgrade.PATH,
                                        offer(GOOD),
                                        "Origin: " + TestServer.ORIGIN,
                                        "Origin: https://evil.tld")))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nova-sonic/",
                "/nova-sonicx",
                "/Nova-Sonic",
                "/metrics",
                "/health/live",
                "/health/ready",
                "//nova-sonic",
                "/x/../nova-sonic"
            })
    void refusesOtherPaths(String path) throws Exception {
        assertThat(server.answer(upgradeRequest(path, offer(GOOD)))).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: none",
                "Sec-WebSocket-Protocol: maya.v1",
                "Sec-WebSocket-Protocol: ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Sec-WebSocket-Protocol: maya.v2,"
                        + " ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Sec-WebSocket-Protocol: maya.v1, ticket.",
                "Sec-WebSocket-Protocol: maya.v1,"
                        + " ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Sec-WebSocket-Protocol: maya.v1,"
                        + " ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Sec-WebSocket-Protocol: maya.v1,"
                        + " ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "Sec-WebSocket-Protocol: maya.v1,"
                        + " ticket.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,"
                        + " ticket.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
            })
    void refusesOtherSubprotocols(String header) throws Exception {
        assertThat(server.answer(upgradeRequest(Upgrade.PATH, header)))
                .startsWith("HTTP/1.1 400 ")
                .contains("maya.v1 and ticket.<ticket>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nova-sonic HTTP/1.1|Host: a||",
                "GET /nova-sonic HTTP/1.1|Host: a|Connection: Upgrade, HTTP2-Settings|"
                        + "Upgrade: h2c|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA||",
                "POST /nova-sonic HTTP/1.1|Host: a|Content-Length: 0||",
                "GET /nova-sonic HTTP/1.1|Host: a|Upgrade: websocket|"
                        + "Connection: Upgrade|Sec-WebSocket-Version: 8|"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||",
                "GET /nova-sonic HTTP/1.1|Host: a|Upgrade: websocket|"
                        + "Connection: Upgrade|"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||",
                "GET /nova-sonic HTTP/1.1|Host: a|Upgrade: websocket|"
                        + "Connection: keep-alive|Sec-WebSocket-Version: 13|"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||"
            })
    void refusesRequestsThatAreNoUpgradeOfVersion13(String request) throws Exception {
        assertThat(server.answer(request.replace("|", "\r\n")))
                .matches("(?s)HTTP/1\\.[01] 426 .*")
                .containsIgnoringCase("Sec-WebSocket-Version: 13");
    }

    /** Malformed requests with the words of the answer (RFC 9112, 3.2; RFC 6455, 4.2.1). */
    static Stream<Arguments> malformedRequests() {
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        return Stream.of(
                arguments("HTTP/1.0|Host: a|" + key, "HTTP/1.1 only"),
                arguments("HTTP/1.1|" + key, "one Host"),
                arguments("HTTP/1.1|Host: a|Host: a|" + key, "one Host"),
                arguments("HTTP/1.1|Host: a|Host: b|" + key, "one Host"),
                arguments("HTTP/1.1|Host:|" + key, "one Host"),
                arguments("HTTP/1.1|Host: a, b|" + key, "one Host"),
                arguments("HTTP/1.1|Host: a/nova-sonic|" + key, "one Host"),
                arguments("HTTP/1.1|Host: user@a|" + key, "one Host"),
                arguments("HTTP/1.1|Host: a|Content-Length: 5|" + key, "without a body"),
                arguments("HTTP/1.1|Host: a|Transfer-Encoding: chunked|" + key, "without a body"),
                arguments("HTTP/1.1|Host: a", "one Sec-WebSocket-Key"),
                arguments("HTTP/1.1|Host: a|" + key + "|" + key, "one Sec-WebSocket-Key"),
                arguments("HTTP/1.1|Host: a|Sec-WebSocket-Key:", "one Sec-WebSocket-Key"),
                arguments("HTTP/1.1|Host: a|Sec-WebSocket-Key: c2hvcnQ=", "one Sec-WebSocket-Key"),
                arguments(
                        "HTTP/1.1|Host: a|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=!",
                        "one Sec-WebSocket-Key"));
    }

    @ParameterizedTest
    @MethodSource("malformedRequests")
    void answersAMalformedUpgradeWithItsCause(String rest, String cause) throws Exception {
        String ticket = server.tickets.issue("s");

        assertThat(server.answer(malformed(Upgrade.PATH, rest + "|" + offer(ticket))))
                .matches("(?s)HTTP/1\\.[01] 400 .*")
                .contains(cause);
        assertThat(server.tickets.has(ticket)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("malformedRequests")
    void theEchoServerAnswersAMalformedUpgradeWithItsCause(String rest, String cause)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RawWebSocket client =
                RawWebSocket.connect(
                        EchoServer.start(vertx, 0, 1_000, EchoListener::begin)
                                .await(10, TimeUnit.SECONDS)
                                .actualPort())) {
            client.send(malformed("/", rest).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.readRest()).matches("(?s)HTTP/1\\.[01] 400 .*").contains(cause);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static String malformed(String path, String versionAndHeaders) {
        return "GET %s %s|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13||"
                .formatted(path, versionAndHeaders)
                .replace("|", "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /nova-sonic HTTP/9.9\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void supportsHttp11Only(String request) throws Exception {
        assertThat(server.answer(request)).matches("(?s)HTTP/\\S+ [45]\\d\\d .*");
    }

    @Test
    void limitsTheRequestLineAndTheHeaders() throws Exception {
        assertThat(server.answer("GET /" + "x".repeat(3_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ");
        assertThat(server.answer(upgradeRequest(Upgrade.PATH, "X: " + "x".repeat(9_000))))
                .contains(" 431 ");
    }

    @Test
    void refusesATicketThatIsUnknownOrUsed() throws Exception {
        String ticket = server.tickets.issue("s");

        try (RawWebSocket client = RawWebSocket.open(server.port(), Upgrade.PATH, offer(ticket))) {
            assertThat(client.read().text()).contains("welcome");
            assertThat(server.answer(upgradeRequest(Upgrade.PATH, offer(ticket))))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("ask for a new one");
        }
    }

    @Test
    void keepsTheTicketUnusedWhenTheNodeIsFull() throws Exception {
        String ticket = server.tickets.issue("third");
        try (RawWebSocket _ = server.connect("first");
                RawWebSocket _ = server.connect("second")) {
            assertThat(server.answer(upgradeRequest(Upgrade.PATH, offer(ticket))))
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("Retry-After: 5");
            assertThat(server.tickets.has(ticket)).isTrue();
        }
    }

    @Test
    void refusesWhileTheAdmissionIsClosed() throws Exception {
        String ticket = server.tickets.issue("s");
        server.admission.close();

        assertThat(server.answer(upgradeRequest(Upgrade.PATH, offer(ticket))))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("Retry-After: 1");
        assertThat(server.tickets.has(ticket)).isTrue();
    }

    @Test
    void refusesWhileTheTicketStoreIsUnavailableAndReleasesTheSlot() throws Exception {
        String ticket = server.tickets.issue("s");
        server.tickets.setUnavailable(true);

        assertThat(server.answer(upgradeRequest(Upgrade.PATH, offer(ticket))))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("Retry-After: 2");
        assertThat(server.admission.conversations()).isZero();

        server.tickets.setUnavailable(false);
        RawWebSocket.open(server.port(), Upgrade.PATH, offer(ticket)).close();
    }

    @Test
    void answersAClientWhoseTicketIsRedeemedDuringTheShutdown() throws Exception {
        Promise<Void> redis = Promise.promise();
        server.tickets.answerWhen(redis.future());
        String ticket = server.tickets.issue("late");
        try (RawWebSocket client = server.connect()) {
            client.send(
                    upgradeRequest(Upgrade.PATH, offer(ticket))
                            .getBytes(StandardCharsets.ISO_8859_1));
            TestServer.await(() -> server.admission.conversations() == 1);
            Future<Void> stopped = server.server.stop(Duration.ofSeconds(10));
            TestServer.await(() -> !listens());
            assertThat(stopped.isComplete()).isFalse();

            redis.complete();
            assertThat(client.readRest())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("Retry-After: 1");
            assertThat(server.tickets.has(ticket)).as("is used up").isFalse();
            stopped.await(5, TimeUnit.SECONDS);
        }
        assertThat(server.admission.conversations()).isZero();
    }

    @Test
    void closesAConnectionThatDoesNotUpgradeWithinFiveSeconds() throws Exception {
        try (RawWebSocket silent = server.connect();
                RawWebSocket slow = server.connect()) {
            silent.socket().setSoTimeout(8_000);
            slow.socket().setSoTimeout(8_000);
            slow.send("GET /nova-sonic HTTP/1.1\r\nX: ".getBytes(StandardCharsets.ISO_8859_1));
            long start = System.nanoTime();

            assertThat(silent.ended()).isTrue();
            assertThat(slow.ended()).isTrue();
            assertThat(System.nanoTime() - start).isBetween(4_000_000_000L, 7_000_000_000L);
        }
    }

    private boolean listens() {
        try (RawWebSocket _ = server.connect()) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
