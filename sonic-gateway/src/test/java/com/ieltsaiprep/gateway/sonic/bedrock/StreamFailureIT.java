package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Completed;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Expired;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.warmup.EventStreamFrames;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Failures of an accepted stream, produced at the wire, are reported once and classified. */
@Timeout(60)
class StreamFailureIT {
    private static final int NO_ERROR = 0;
    private static final int INTERNAL_ERROR = 2;

    private static ScriptedBedrock bedrock;
    private static BedrockTestBed testBed;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void start() {
        bedrock = new ScriptedBedrock();
        testBed = BedrockTestBed.to(bedrock.endpoint());
    }

    @AfterEach
    void noStreamIsLeft() {
        testBed.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(testBed.clients.connections()).isLessThanOrEqualTo(2);
    }

    @AfterAll
    static void stop() {
        testBed.close();
        bedrock.close();
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
                row("reset NO_ERROR", call -> call.reset(NO_ERROR), ErrorClassifier.ENDED_EARLY),
                row(
                        "reset INTERNAL_ERROR",
                        call -> call.reset(INTERNAL_ERROR),
                        ErrorClassifier.ENDED_EARLY),
                row("early end", ScriptedBedrock.Call::end, ErrorClassifier.ENDED_EARLY),
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
    void reportsAFailureInMidStreamOnce(
            String name, Consumer<ScriptedBedrock.Call> failure, StreamEnd expected) {
        int calls = bedrock.calls.get();
        AtomicReference<ScriptedBedrock.Call> call = new AtomicReference<>();
        bedrock.next(
                c -> {
                    c.accept().text("hello");
                    call.set(c);
                });
        SonicStream stream = testBed.open(listener);
        testBed.run(() -> stream.request(100));
        testBed.until("an event", () -> listener.events.size() == 1);
        testBed.run(() -> stream.send(new SonicInput.PromptEnd("p")));
        bedrock.vertx.runOnContext(_ -> failure.accept(call.get()));

        assertThat(listener.end()).isEqualTo(expected);
        testBed.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(listener.callbacks).containsExactly("connecting 1", "open", "closed");
        assertThat(bedrock.calls).as("calls, retries of the SDK included").hasValue(calls + 1);
    }

    @Test
    void aGracefulGoAwayLetsTheStreamEnd() {
        bedrock.next(
                call -> {
                    call.accept().onEnd(() -> call.text("goodbye").end());
                    call.request.connection().goAway(NO_ERROR);
                });
        SonicStream stream = testBed.opened(listener);
        testBed.run(() -> stream.request(100), stream::finish);
        assertThat(listener.end()).isEqualTo(new Completed());
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void anExceptionInTheListenerEndsTheStream() {
        bedrock.next(call -> call.accept().text("boom"));
        RecordingListener failing =
                new RecordingListener() {
                    @Override
                    public void onEvent(SonicOutput event, long nowUs) {
                        throw new IllegalStateException("boom");
                    }
                };
        SonicStream stream = testBed.open(failing);
        testBed.run(() -> stream.request(1));
        assertThat(failing.end()).isEqualTo(ErrorClassifier.LISTENER_FAILED);
        assertThat(failing.callbacks).containsExactly("connecting 1", "open", "closed");
    }

    @Test
    void anExceptionInTheListenerWhileConnectingPreventsTheCall() {
        int calls = bedrock.calls.get();
        RecordingListener failing =
                new RecordingListener() {
                    @Override
                    public void onConnecting(int attempt, long nowUs) {
                        throw new IllegalStateException("boom");
                    }
                };
        testBed.open(failing);
        assertThat(failing.end()).isEqualTo(ErrorClassifier.LISTENER_FAILED);
        assertThat(failing.callbacks).containsExactly("closed");
        assertThat(bedrock.calls).hasValue(calls);
    }
}
