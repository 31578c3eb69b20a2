package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Test bed: clients of a test's server, with short backoffs, on one event loop. */
final class BedrockTestBed implements AutoCloseable {
    final Vertx vertx;
    final Context context;
    final BedrockClients clients;

    BedrockTestBed(
            URI endpoint,
            boolean nativeTransport,
            Duration headers,
            BedrockCircuitBreaker circuitBreaker) {
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(nativeTransport)
                                .setEventLoopPoolSize(1));
        context = vertx.getOrCreateContext();
        clients =
                new BedrockClients(
                        new BedrockSettings(
                                "amazon.nova-2-sonic-v1:0",
                                Region.US_EAST_1,
                                endpoint,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("id", "secret")),
                                times(headers)),
                        () -> System.nanoTime() / 1000,
                        BedrockObserver.NONE,
                        circuitBreaker);
    }

    static BedrockTestBed to(URI endpoint) {
        return new BedrockTestBed(endpoint, true, Duration.ofSeconds(5), neverOpen());
    }

    static BedrockCircuitBreaker neverOpen() {
        return new BedrockCircuitBreaker(
                RetryPolicies.circuitBreaker(1_000_000, Duration.ofSeconds(5)));
    }

    private static StreamTimes times(Duration headers) {
        List<Duration> delays = List.of(ms(10), ms(20), ms(40));
        List<Duration> immediateFirst = List.of(Duration.ZERO, ms(10), ms(20), ms(40));
        return new StreamTimes(
                new Backoff(delays, 0.2, Duration.ofSeconds(15)),
                new Backoff(immediateFirst, 0.2, Duration.ofSeconds(15)),
                headers,
                Duration.ofSeconds(3));
    }

    static Duration ms(int ms) {
        return Duration.ofMillis(ms);
    }

    SonicStream open(RecordingListener listener) {
        return open(RetrySchedule.FIRST_OPENING, listener);
    }

    SonicStream open(RetrySchedule retrySchedule, RecordingListener listener) {
        return onLoop(
                () -> {
                    SonicStream stream = clients.forLoop(context).open(retrySchedule, listener);
                    listener.stream.complete(stream);
                    return stream;
                });
    }

    /** Runs on the event loop and waits for it. */
    <T> T onLoop(Callable<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        ((ContextInternal) context)
                .nettyEventLoop()
                .execute(
                        () -> {
                            try {
                                result.complete(action.call());
                            } catch (Exception e) {
                                result.completeExceptionally(e);
                            }
                        });
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Opens a stream and waits until it is accepted. */
    SonicStream opened(RecordingListener listener) {
        SonicStream stream = open(listener);
        until("open", () -> listener.callbacks.contains("open"));
        return stream;
    }

    /** Runs actions in one turn of the event loop. */
    void run(Runnable... actions) {
        onLoop(
                () -> {
                    List.of(actions).forEach(Runnable::run);
                    return true;
                });
    }

    /** Waits until a condition holds, checking it after each turn of the event loop. */
    void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!onLoop(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in 10 s: " + what);
            }
        }
    }

    @Override
    public void close() {
        clients.close();
        vertx.close().await();
    }
}
