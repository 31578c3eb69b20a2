package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.lambda.TestRouter;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.testing.LogLines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class ClientEventsEndpointTest {
    private static final String PATH = "/client-events";

    private final LogLines log = new LogLines();
    private final OperationalEvents events =
            new OperationalEvents(new Log(log.stream(), () -> Instant.EPOCH, Map.of()));
    private final TestRouter router =
            new TestRouter(
                    List.of(new Route("POST", PATH, new ClientEventsEndpoint(_ -> {}, events))));

    private Response send(String body) {
        return router.handle(Requests.json("POST", PATH, body));
    }

    private List<JsonNode> lines() {
        return log.of("client_event");
    }

    @Test
    void logsClientEvents() {
        Response response =
                send(
                        """
                        {"events": [
                          {"type": "first_word", "region": "us-east-1", "ms": 1840,
                           "app_version": "1.0.0", "email": "hunter2"},
                          {"type": "api_error", "code": "unavailable"}]}
                        """);

        assertThat(response.status()).isEqualTo(204);
        assertThat(lines()).hasSize(2);
        JsonNode first = lines().getFirst();
        assertThat(first.at("/type").textValue()).isEqualTo("first_word");
        assertThat(first.at("/asked").textValue()).isEqualTo("us-east-1");
        assertThat(first.at("/app_version").textValue()).isEqualTo("1.0.0");
        assertThat(first.at("/ClientEvents").intValue()).isEqualTo(1);
        assertThat(first.at("/ClientDelay").intValue()).isEqualTo(1840);
        assertThat(first.toString()).doesNotContain("hunter2");
        JsonNode last = lines().getLast();
        assertThat(last.at("/asked").textValue()).isEqualTo("none");
        assertThat(last.at("/code").textValue()).isEqualTo("unavailable");
        assertThat(last.has("ClientDelay")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\": \"hello\"}",
                "{\"type\": \"API_DELAY\"}",
                "{\"type\": 7}",
                "{\"type\": \"api_delay\", \"region\": \"mars-1\"}",
                "{\"type\": \"api_delay\", \"ms\": -1}",
                "{\"type\": \"api_delay\", \"ms\": 600001}",
                "{\"type\": \"api_delay\", \"ms\": 1.5}",
                "{\"type\": \"api_delay\", \"code\": \"what she said\"}",
                "{\"type\": \"api_delay\", \"code\": \"\"}",
                "{\"type\": \"api_delay\", \"app_version\": \"1 0\"}",
            })
    void refusesFieldsWithContent(String event) {
        assertThat(send("{\"events\": [{\"type\": \"api_delay\"}, " + event + "]}").status())
                .isEqualTo(400);
        assertThat(lines()).isEmpty();
    }

    @Test
    void acceptsFiftyEventsPerRequest() {
        assertThat(send(underruns(50)).status()).isEqualTo(204);
        assertThat(send(underruns(51)).status()).isEqualTo(400);
        assertThat(send("{\"events\": []}").status()).isEqualTo(400);
        assertThat(lines()).hasSize(50);
    }

    private static String underruns(int count) {
        return "{\"events\": ["
                + String.join(",", Collections.nCopies(count, "{\"type\":\"underrun\"}"))
                + "]}";
    }

    @Test
    void respondsToAnyBody() {
        RandomBodies bodies = new RandomBodies(19);
        for (int i = 0; i < RandomBodies.COUNT; i++) {
            String event =
                    bodies.like(
                            Map.of(
                                    "type", "\"api_delay\"",
                                    "region", "\"eu-west-1\"",
                                    "ms", "12",
                                    "code", "\"unavailable\"",
                                    "app_version", "\"1.0.0\""));
            String body = bodies.like(Map.of("events", "[" + event + "]"));

            assertThat(send(body).status()).as("%s: %s", i, body).isBetween(200, 499);
        }
        assertThat(lines()).isNotEmpty();
    }
}
