package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Completed;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Expired;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Transient;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.warmup.EventStreamFrames;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can go wrong with an accepted stream, made at the wire, is told once and as what it is. */
@Timeout(60)
class StreamFailureTest {
    private static final int NO_ERROR = 0;
    private static final int INTERNAL_ERROR = 2;

    private static Vertx serverVertx;
    private static ScriptedBedrock bedrock;
    private static Bench bench;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void start() {
        serverVertx = Vertx.vertx();
        bedrock = new ScriptedBedrock(serverVertx);
        bench = Bench.to(bedrock.endpoint());
    }

    @AfterEach
    void nothingIsLeft() {
        bench.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(bench.clients.connections()).isLessThanOrEqualTo(2);
    }

    @AfterAll
    static void stop() {
        bench.close();
        bedrock.close();
        serverVertx.close().await();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                exception("validationException", "no", new Rejected("ValidationException")),
                exception(
                        "validationException",
                        "System instability detected. Please retry your request.",
                        new Transient("SystemInstability")),
                exception(
                        "modelStreamErrorException",
                        "no",
                        new Transient("ModelStreamErrorException")),
                exception(
                        "modelStreamErrorException",
                        "InternalErrorCode=531::RST_STREAM closed stream.",
                        new Expired("InternalErrorCode531")),
                exception("modelTimeoutException", "no", new Expired("ModelTimeoutException")),
                exception("throttlingException", "no", new Capacity("ThrottlingException")),
                exception(
                        "internalServerException", "no", new Transient("InternalServerException")),
                exception(
                        "serviceUnavailableException",
                        "no",
                        new Transient("ServiceUnavailableException")),
                exception("brandNewException", "no", new Transient("Http500")),
                row("reset NO_ERROR", call -> call.reset(NO_ERROR), Failures.ENDED_EARLY),
                row(
                        "reset INTERNAL_ERROR",
                        call -> call.reset(INTERNAL_ERROR),
                        Failures.ENDED_EARLY),
                row("early end", ScriptedBedrock.Call::end, Failures.ENDED_EARLY),
                row(
                        "going away with an error",
                        call -> call.request.connection().goAway(INTERNAL_ERROR, 0),
                        new Transient("GoAwayException")),
                row(
                        "connection lost",
                        _ -> bedrock.cutConnections(),
                        new Transient("ClosedChannelException")),
                row(
                        "corrupt frame",
                        call -> call.raw(corrupt()),
                        new Transient("IllegalArgumentException")),
                row(
                        "not an event",
                        call -> call.event("{\"event\":7}"),
                        new Transient("MalformedEventException")));
    }

    private static Arguments exception(String type, String message, StreamEnd end) {
        return row(type + ": " + message, call -> call.exception(type, message), end);
    }

    private static Arguments row(
            String name, Consumer<ScriptedBedrock.Call> failure, StreamEnd end) {
        return arguments(name, failure, end);
    }

    private static Buffer corrupt() {
        Buffer frame = EventStreamFrames.event("{}");
        return frame.setByte(9, (byte) (frame.getByte(9) + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aFailureInMidStreamIsToldOnce(
            String name, Consumer<ScriptedBedrock.Call> failure, StreamEnd expected) {
        int calls = bedrock.calls.get();
        AtomicReference<ScriptedBedrock.Call> call = new AtomicReference<>();
        bedrock.next(
                c -> {
                    c.accept().text("hello");
                    call.set(c);
                });
        SonicStream stream = bench.open(listener);
        bench.run(() -> stream.request(100));
        bench.until("an event", () -> listener.events.size() == 1);
        bench.run(() -> stream.send(new SonicInput.PromptEnd("p")));
        serverVertx.runOnContext(_ -> failure.accept(call.get()));

        assertThat(listener.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(expected);
        bench.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(listener.told).containsExactly("connecting 1", "open", "closed");
        assertThat(bedrock.calls).as("calls, retries of the SDK included").hasValue(calls + 1);
    }

    @Test
    void aServerThatGoesAwayInPeaceEndsItsStreams() {
        bedrock.next(
                call -> {
                    call.accept().onEnd(() -> call.text("goodbye").end());
                    call.request.connection().goAway(NO_ERROR);
                });
        SonicStream stream = bench.open(listener);
        bench.until("open", () -> listener.told.contains("open"));
        bench.run(
                () -> {
                    stream.request(100);
                    stream.finish();
                });
        assertThat(listener.closed.orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo(new Completed());
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void aListenerThatFailsEndsItsStreamOnly() {
        bedrock.next(call -> call.accept().text("boom"));
        RecordingListener clumsy =
                new RecordingListener() {
                    @Override
                    public void onEvent(SonicOutput event, long nowUs) {
                        throw new IllegalStateException("boom");
                    }
                };
        SonicStream stream = bench.open(clumsy);
        bench.run(() -> stream.request(1));
        assertThat(clumsy.closed.orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo(Failures.LISTENER_FAILED);
        assertThat(clumsy.told).containsExactly("connecting 1", "open", "closed");
    }

    @Test
    void aListenerThatFailsWhileConnectingEndsItsStreamBeforeACallIsMade() {
        int calls = bedrock.calls.get();
        RecordingListener clumsy =
                new RecordingListener() {
                    @Override
                    public void onConnecting(int attempt, long nowUs) {
                        throw new IllegalStateException("boom");
                    }
                };
        bench.open(clumsy);
        assertThat(clumsy.closed.orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo(Failures.LISTENER_FAILED);
        assertThat(clumsy.told).containsExactly("closed");
        assertThat(bedrock.calls).hasValue(calls);
    }
}
