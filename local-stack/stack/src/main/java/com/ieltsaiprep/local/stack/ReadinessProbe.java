package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.json.HttpClients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Readiness probe: waits until a started process answers over HTTP. */
final class ReadinessProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private ReadinessProbe() {}

    /**
     * Waits until the address returns 200.
     *
     * @throws StackException if the process ends first, or does not answer within a minute
     */
    static void await(ChildProcess program, URI address) {
        await(program, address, status -> status == 200);
    }

    /** Waits until the address returns a status that {@code ready} accepts; throws as above. */
    static void await(ChildProcess program, URI address, IntPredicate ready) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try (HttpClient client = HttpClients.http1().build()) {
            while (!answers(client, request, ready)) {
                if (program.endsWithin(INTERVAL)) {
                    throw program.failure("ended before it was ready");
                }
                if (System.nanoTime() > deadline) {
                    throw program.failure("was not ready within a minute");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + address, e);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request, IntPredicate ready)
            throws InterruptedException {
        try {
            return ready.test(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException _) {
            return false;
        }
    }
}
