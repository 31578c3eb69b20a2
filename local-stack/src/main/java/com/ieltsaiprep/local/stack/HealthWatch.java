package com.ieltsaiprep.local.stack;

import java.io.IOException;
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
final class HealthWatch implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicIntegerArray ready;

    /** Watches these addresses, which answer 200 when ready; all are taken to be so at first. */
    HealthWatch(List<URI> addresses) {
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
            while (true) {
                ready.set(gateway, answers(request) ? 1 : 0);
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        http.shutdownNow();
    }
}
