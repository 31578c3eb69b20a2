package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class ProbeIT {
    @RegisterExtension private final TestServer server = new TestServer(2, 1);

    private static String probe(String... headers) {
        StringBuilder request = new StringBuilder("GET /probe HTTP/1.1\r\nHost: a\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    @Test
    void answersAPageWithNoContent() throws Exception {
        try (RawWebSocket client = server.connect()) {
            List<String> head = client.request(probe("Origin: " + TestServer.ORIGIN));

            assertThat(head.getFirst()).isEqualTo("HTTP/1.1 204 No Content");
            assertThat(head.stream().skip(1).map(String::toLowerCase))
                    .containsExactlyInAnyOrder(
                            "cache-control: no-store",
                            "vary: origin",
                            "access-control-allow-origin: " + TestServer.ORIGIN,
                            "timing-allow-origin: " + TestServer.ORIGIN);
        }
        assertThat(server.observer.count("upgrade probe")).isEqualTo(1);
        assertThat(server.admission.conversations()).isZero();
    }

    @Test
    void answersOtherClientsWithoutCorsHeaders() throws Exception {
        try (RawWebSocket client = server.connect()) {
            assertThat(client.request(probe()))
                    .startsWith("HTTP/1.1 204 No Content")
                    .noneSatisfy(line -> assertThat(line).containsIgnoringCase("allow-origin"));
        }
    }

    @Test
    void allowsFourProbesPerConnection() throws Exception {
        try (RawWebSocket client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.request(probe()))
                        .noneSatisfy(line -> assertThat(line).containsIgnoringCase("connection"));
            }
            client.send(probe().repeat(3).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.readRest())
                    .startsWith("HTTP/1.1 204 ")
                    .containsIgnoringCase("connection: close")
                    .containsOnlyOnce("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.tld", "null", "https://app.ieltsaiprep.com.evil.tld"})
    void refusesOtherPages(String origin) throws Exception {
        assertThat(server.answer(probe("Origin: " + origin)))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContainIgnoringCase("allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /probe HTTP/1.1|Host: a|Content-Length: 0||",
                "HEAD /probe HTTP/1.1|Host: a||",
                "OPTIONS /probe HTTP/1.1|Host: a||",
                "GET /probe/ HTTP/1.1|Host: a||",
                "GET /probex HTTP/1.1|Host: a||"
            })
    void refusesOtherRequests(String request) throws Exception {
        assertThat(server.answer(request.replace("|", "\r\n"))).matches("(?s)HTTP/1\\.[01] 404 .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /probe HTTP/1.1|Host: a|Content-Length: 5||hello",
                "GET /probe HTTP/1.0|Host: a||",
                "GET /probe HTTP/1.1||",
                "GET /probe HTTP/1.1|Host: a|Host: a||"
            })
    void refusesMalformedRequests(String request) throws Exception {
        assertThat(server.answer(request.replace("|", "\r\n"))).matches("(?s)HTTP/1\\.[01] 400 .*");
    }

    @Test
    void answersWhileTheAdmissionIsClosed() throws Exception {
        server.admission.close();

        try (RawWebSocket client = server.connect()) {
            assertThat(client.request(probe())).startsWith("HTTP/1.1 204 No Content");
        }
    }
}
