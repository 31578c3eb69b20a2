package com.ieltsaiprep.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class PlainHttpTest {
    private final Set<Integer> ports = new HashSet<>();
    private HttpServer server;
    private PlainHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whole", call -> echo(call, 200, true));
        server.createContext("/chunks", call -> echo(call, 201, false));
        server.createContext("/nothing", call -> call.sendResponseHeaders(204, -1));
        server.start();
        http = new PlainHttp(address(server.getAddress().getPort()), null);
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void readsAnswersOfEachForm() throws IOException {
        byte[] body = "x".repeat(30_000).getBytes(StandardCharsets.US_ASCII);

        PlainHttp.Answer whole = http.send("POST", "/whole", Map.of("X-Word", "heron"), body);
        PlainHttp.Answer chunks = http.send("PUT", "/chunks", Map.of("X-Word", "swan"), body);
        PlainHttp.Answer nothing = http.send("GET", "/nothing", Map.of(), new byte[0]);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.headers()).containsEntry("x-said", "POST heron");
        assertThat(whole.body()).isEqualTo(body);
        assertThat(chunks.status()).isEqualTo(201);
        assertThat(chunks.headers()).containsEntry("x-said", "PUT swan");
        assertThat(chunks.body()).isEqualTo(body);
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(nothing.body()).isEmpty();
    }

    @Test
    void keepsItsConnection() throws IOException {
        for (int i = 0; i < 5; i++) {
            http.send("POST", "/whole", Map.of("X-Word", "again"), new byte[10]);
        }

        assertThat(ports).hasSize(1);
    }

    @Test
    void doesNotTakeHalfAnAnswerForAWholeOne() throws Exception {
        try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PlainHttp toHalf = new PlainHttp(address(half.getLocalPort()), null)) {
            Thread answering =
                    Thread.startVirtualThread(
                            () -> {
                                try (Socket socket = half.accept()) {
                                    socket.getInputStream().read();
                                    socket.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                                                            .getBytes(StandardCharsets.US_ASCII));
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });

            assertThatThrownBy(() -> toHalf.send("GET", "/", Map.of(), new byte[0]))
                    .isInstanceOf(IOException.class);
            answering.join();
        }
    }

    private void echo(HttpExchange call, int status, boolean whole) throws IOException {
        ports.add(call.getRemoteAddress().getPort());
        byte[] body = call.getRequestBody().readAllBytes();
        call.getResponseHeaders()
                .add(
                        "X-Said",
                        call.getRequestMethod()
                                + " "
                                + call.getRequestHeaders().getFirst("X-Word"));
        call.sendResponseHeaders(status, whole ? body.length : 0);
        call.getResponseBody().write(body);
        call.close();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
