package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.json.HttpClients;

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

/** Health checker: polls the gateways' readiness four times a second. Thread-safe. */
final class HealthChecker implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /**
     * Consecutive timeouts after which a gateway counts as not ready: a busy machine may be late
     * once.
     */
    private static final int MAX_TIMEOUTS = 2;

    private enum Health {
        READY,
        NOT_READY,
        TIMED_OUT
    }

    private final HttpClient http = HttpClients.http1().connectTimeout(TIMEOUT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicIntegerArray ready;

    /** Starts to poll these addresses, which return 200 when ready; all count as ready at first. */
    HealthChecker(List<URI> addresses) {
        ready = new AtomicIntegerArray(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            int gateway = i;
            ready.set(gateway, 1);
            HttpRequest request = HttpRequest.newBuilder(addresses.get(i)).timeout(TIMEOUT).build();
            threads.execute(() -> watch(gateway, request));
        }
    }

    boolean isReady(int gateway) {
        return ready.get(gateway) == 1;
    }

    private void watch(int gateway, HttpRequest request) {
        try {
            int timeouts = 0;
            while (true) {
                switch (check(request)) {
                    case READY -> {
                        timeouts = 0;
                        ready.set(gateway, 1);
                    }
                    case NOT_READY -> ready.set(gateway, 0);
                    case TIMED_OUT -> {
                        timeouts++;
                        if (timeouts >= MAX_TIMEOUTS) {
                            ready.set(gateway, 0);
                        }
                    }
                }
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Health check(HttpRequest request) throws InterruptedException {
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? Health.READY : Health.NOT_READY;
        } catch (ConnectException _) {
            return Health.NOT_READY;
        } catch (IOException _) {
            return Health.TIMED_OUT;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        http.shutdownNow();
    }
}
