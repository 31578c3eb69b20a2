package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Monitor of unfinished work: asks the Lambda stand-in every two seconds which threads worked after
 * a function's response, and prints a notice for each new one.
 */
final class UnfinishedWorkMonitor implements AutoCloseable {
    private static final long PERIOD_MS = 2_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI control;
    private final Consumer<String> notices;
    private final long timer;

    /** Number of findings that were printed; used by one event loop. */
    private int printed;

    private UnfinishedWorkMonitor(Vertx vertx, URI control, Consumer<String> notices) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient();
        this.control = control;
        this.notices = notices;
        this.timer = vertx.setPeriodic(PERIOD_MS, _ -> poll());
    }

    static UnfinishedWorkMonitor start(Vertx vertx, URI control, Consumer<String> notices) {
        return new UnfinishedWorkMonitor(vertx, control, notices);
    }

    private void poll() {
        var _ =
                http.request(
                                HttpMethod.GET,
                                control.getPort(),
                                control.getHost(),
                                "/unfinished-work")
                        .compose(request -> request.send().compose(HttpClientResponse::body))
                        .onSuccess(this::print);
    }

    private void print(Buffer body) {
        JsonNode findings;
        try {
            findings = JsonValues.read(body.getBytes());
        } catch (IOException e) {
            notices.accept("the Lambda stand-in does not report unfinished work: " + e);
            return;
        }
        for (; printed < findings.size(); printed++) {
            JsonNode finding = findings.path(printed);
            notices.accept(
                    "the function %s worked after its response, where Lambda freezes it: thread %s"
                                    .formatted(
                                            finding.path("function").asText(),
                                            finding.path("thread").asText())
                            + " at "
                            + finding.path("at").asText());
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        var _ = http.close();
    }
}
