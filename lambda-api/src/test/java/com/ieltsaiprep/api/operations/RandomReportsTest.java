package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.openapi.OpenApiAnswers;
import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.lambda.Router;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whatever an app reports is answered, and never with a failure of ours. */
class RandomReportsTest {
    private final List<ClientEvent> taken = new ArrayList<>();
    private final Router router =
            new Router(
                    List.of(
                            new Route(
                                    "POST",
                                    "/client-events",
                                    new ClientEventsEndpoint(_ -> {}, taken::add))));

    @Test
    void areAllAnswered() {
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
            Request request = Requests.json("POST", "/client-events", body);

            assertThat(OpenApiAnswers.of(router, request).status())
                    .as("%s: %s", i, body)
                    .isBetween(200, 499);
        }
        assertThat(taken).isNotEmpty();
    }
}
