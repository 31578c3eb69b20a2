package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.wire.ControlServer;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class UnfinishedWorkMonitorIT {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void printsEachFindingOnce() throws Exception {
        Map<String, String> finding =
                Map.of("function", "auth", "thread", "#42", "at", "Mailer.send(Mailer.java:7)");
        BlockingQueue<String> polls = new LinkedBlockingQueue<>();
        int port =
                new ControlServer(vertx)
                        .get(
                                "/unfinished-work",
                                _ -> {
                                    polls.add("poll");
                                    return Optional.of(List.of(finding));
                                })
                        .listen(vertx, 0)
                        .await(10, TimeUnit.SECONDS);
        try (UnfinishedWorkMonitor _ =
                UnfinishedWorkMonitor.start(
                        vertx, URI.create("http://127.0.0.1:" + port), notices::add)) {
            assertThat(notices.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(
                            "the function auth worked after its response, where Lambda freezes it:"
                                    + " thread #42 at Mailer.send(Mailer.java:7)");
            for (int i = 0; i < 2; i++) {
                assertThat(polls.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(notices).isEmpty();
        }
    }
}
