package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Asks gateways four times a second whether they are ready. Safe for all threads. */
final class HealthChecker implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A machine that is busy may once be late. */
    private static final int MOST_UNANSWERED = 2;

    private enum Answer {
        READY,
        NOT_READY,
        /** None in time. */
        SILENT
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicIntegerArray ready;

    /** Watches these addresses, which answer 200 when ready; all are taken to be so at first. */
    HealthChecker(List<URI> addresses) {
        ready = new AtomicIntegerArray(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            int gateway = i;
            ready.set(gateway, 1);
            HttpRequest request =
                    HttpRequest.newBuilder(addresses.get(i)).timeout(PATIENCE).build();
            threads.execute(() -> watch(gateway, request));
        }
    }

    boolean isReady(int gateway) {
        return ready.get(gateway) == 1;
    }

    private void watch(int gateway, HttpRequest request) {
        try {
            int unanswered = 0;
            while (true) {
                switch (ask(request)) {
                    case READY -> {
                        unanswered = 0;
                        ready.set(gateway, 1);
                    }
                    case NOT_READY -> ready.set(gateway, 0);
                    case SILENT -> {
                        unanswered++;
                        if (unanswered >= MOST_UNANSWERED) {
                            ready.set(gateway, 0);
                        }
                    }
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer ask(HttpRequest request) throws InterruptedException {
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? Answer.READY : Answer.NOT_READY;
        } catch (ConnectException _) {
            return Answer.NOT_READY;
        } catch (IOException _) {
            return Answer.SILENT;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        http.shutdownNow();
    }
}
