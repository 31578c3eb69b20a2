package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Waits until a program that was started answers. */
final class ReadinessProbe {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private ReadinessProbe() {}

    /**
     * Returns once the address answers 200.
     *
     * @throws StackException if the program ends first, or does not answer within a minute
     */
    static void await(ChildProcess program, URI address) {
        await(program, address, status -> status == 200);
    }

    /** The same with other statuses. */
    static void await(ChildProcess program, URI address, IntPredicate ready) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, request, ready)) {
                if (program.endsWithin(BETWEEN)) {
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
