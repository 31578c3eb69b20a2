package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Completed;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Retries, circuit breaker and header timeout of an opening, against a server at the wire. */
@Timeout(60)
class StreamOpenerIT {
    private static final Duration HEADERS = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final ScriptedBedrock bedrock = new ScriptedBedrock();
    private final RecordingListener listener = new RecordingListener();
    private BedrockTestBed testBed;

    @BeforeEach
    void start() {
        testBed = BedrockTestBed.to(bedrock.endpoint());
    }

    @AfterEach
    void stop() {
        testBed.until("no stream at the server", () -> bedrock.openStreams() == 0);
        testBed.close();
        bedrock.close();
    }

    private void use(URI endpoint, Duration headers, BedrockCircuitBreaker circuitBreaker) {
        testBed.close();
        testBed = new BedrockTestBed(endpoint, false, headers, circuitBreaker);
    }

    static Stream<Arguments> errorResponses() {
        return Stream.of(
                arguments(429, "ThrottlingException", new Capacity("ThrottlingException")),
                arguments(429, "ModelNotReadyException", new Capacity("ModelNotReadyException")),
                arguments(500, "InternalServerException", new Transient("InternalServerException")),
                arguments(
                        503,
                        "ServiceUnavailableException",
                        new Transient("ServiceUnavailableException")),
                arguments(502, "Odd", new Transient("Http502")));
    }

    @ParameterizedTest
    @MethodSource("errorResponses")
    void retriesAnErrorResponseThreeTimesAndReportsIt(
            int status, String type, StreamEnd.Failure failure) {
        bedrock.next(4, call -> call.refuse(status, type));
        testBed.open(listener);
        assertThat(listener.end()).isEqualTo(failure);
        String cause = failure.cause();
        assertThat(listener.callbacks)
                .containsExactly(
                        "connecting 1",
                        "retry 2 after " + cause,
                        "connecting 2",
                        "retry 3 after " + cause,
                        "connecting 3",
                        "retry 4 after " + cause,
                        "connecting 4",
                        "closed");
        assertThat(listener.threads).hasSize(1);
        assertThat(listener.delays.get(0)).isBetween(8, 12);
        assertThat(listener.delays.get(1)).isBetween(16, 24);
        assertThat(listener.delays.get(2)).isBetween(32, 48);
        assertThat(bedrock.calls).hasValue(4);
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void doesNotRetryARejectedRequest(int status, String type) {
        bedrock.next(call -> call.refuse(status, type));
        testBed.open(RetrySchedule.REOPENING, listener);
        assertThat(listener.end()).isEqualTo(new Rejected(type));
        assertThat(listener.callbacks).containsExactly("connecting 1", "closed");
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(400, "ValidationException"),
                arguments(403, "AccessDeniedException"),
                arguments(404, "ResourceNotFoundException"));
    }

    @Test
    void retriesAReopeningAtOnceAndReplaysNothing() {
        List<String> received = new CopyOnWriteArrayList<>();
        bedrock.next(call -> call.refuse(500, "InternalServerException"));
        bedrock.next(
                call ->
                        call.accept()
                                .onEvent(
                                        event -> {
                                            received.add(event);
                                            call.end();
                                        }));
        SonicStream stream = testBed.open(RetrySchedule.REOPENING, listener);
        testBed.run(
                () -> stream.request(5),
                () -> stream.send(new SonicInput.PromptEnd("before there was an attempt")));
        testBed.until("open", () -> listener.callbacks.contains("open"));
        assertThat(received).isEmpty();
        testBed.run(() -> stream.send(new SonicInput.PromptEnd("second")));
        assertThat(listener.end()).isEqualTo(ErrorClassifier.ENDED_EARLY);
        assertThat(received).singleElement().asString().contains("second");
        assertThat(listener.callbacks)
                .containsExactly(
                        "connecting 1",
                        "retry 2 after InternalServerException",
                        "connecting 2",
                        "open",
                        "closed");
        assertThat(listener.delays).containsExactly(0);
    }

    @Test
    void eventsSentAtTheStartOfAnAttemptReachThatAttempt() {
        List<String> received = new CopyOnWriteArrayList<>();
        bedrock.next(call -> call.onEvent(_ -> call.refuse(500, "InternalServerException")));
        bedrock.next(
                call ->
                        call.onEvent(
                                event -> {
                                    received.add(event);
                                    call.accept().end();
                                }));
        var core = new SendingListener();
        SonicStream stream = testBed.open(core);
        testBed.run(() -> stream.request(1));
        assertThat(core.end()).isEqualTo(new Completed());
        assertThat(received).singleElement().asString().contains("sessionEnd");
    }

    private static final class SendingListener extends RecordingListener {
        @Override
        public void onConnecting(int attempt, long nowUs) {
            super.onConnecting(attempt, nowUs);
            stream.join().send(new SonicInput.SessionEnd());
        }
    }

    @Test
    void retriesAfterATimeoutWithoutHeaders() {
        use(bedrock.endpoint(), SHORT, BedrockTestBed.neverOpen());
        bedrock.next(4, _ -> {});
        testBed.open(listener);
        assertThat(listener.end()).isEqualTo(ErrorClassifier.NO_HEADERS);
        assertThat(listener.callbacks).hasSize(8).contains("retry 4 after NoResponseHeaders");
    }

    @Test
    void retriesAfterAResetBeforeTheHeaders() {
        bedrock.next(call -> call.reset(7));
        SonicStream stream = testBed.opened(listener);
        assertThat(listener.callbacks).hasSize(4).last().isEqualTo("open");
        testBed.run(stream::cancel);
        listener.end();
    }

    @Test
    void aRefusedConnectionFailsFast() {
        use(URI.create("http://127.0.0.1:1"), HEADERS, BedrockTestBed.neverOpen());
        testBed.open(listener);
        assertThat(listener.end()).isInstanceOf(Transient.class);
        assertThat(listener.callbacks).hasSize(8);
        testBed.until("no connection", () -> testBed.clients.connections() == 0);
    }

    @Test
    void cancelEndsTheBackoff() {
        bedrock.next(
                call -> {
                    call.refuse(500, "InternalServerException");
                });
        var core =
                new RecordingListener() {
                    @Override
                    public void onRetry(
                            int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
                        super.onRetry(attempt, delayMs, failure, nowUs);
                        this.stream.join().cancel();
                    }
                };
        testBed.open(core);
        assertThat(core.end()).isEqualTo(new Completed());
        assertThat(core.callbacks)
                .containsExactly("connecting 1", "retry 2 after InternalServerException", "closed");
        assertThat(bedrock.calls).hasValue(1);
    }

    @Test
    void cancelEndsAPendingAttempt() {
        bedrock.next(_ -> {});
        SonicStream stream = testBed.open(listener);
        testBed.until("called", () -> bedrock.calls.get() == 1);
        testBed.run(stream::cancel);
        assertThat(listener.end()).isEqualTo(new Completed());
        assertThat(listener.callbacks).containsExactly("connecting 1", "closed");
    }

    @Test
    void finishBeforeTheFirstAttemptEndsTheStream() {
        SonicStream stream = testBed.open(listener);
        testBed.run(stream::finish);
        assertThat(listener.end()).isEqualTo(new Completed());
    }

    @Test
    void anOpenCircuitCountsAsAFailedAttemptAndClosesWithASuccess() {
        use(
                bedrock.endpoint(),
                HEADERS,
                new BedrockCircuitBreaker(RetryPolicies.circuitBreaker(2, Duration.ofMillis(60))));
        bedrock.next(2, call -> call.refuse(500, "InternalServerException"));
        SonicStream first = testBed.open(listener);
        testBed.until("the fourth attempt", () -> listener.callbacks.contains("connecting 4"));
        assertThat(listener.callbacks.subList(3, 7))
                .containsExactly(
                        "retry 3 after InternalServerException",
                        "connecting 3",
                        "retry 4 after CircuitOpen",
                        "connecting 4");
        testBed.until("an end", () -> listener.closed.isDone() || listener.opened.isDone());
        testBed.run(first::cancel);
        RecordingListener later = new RecordingListener();
        SonicStream second = testBed.open(later);
        testBed.until("open", () -> later.opened.isDone());
        testBed.run(second::cancel);
    }
}
