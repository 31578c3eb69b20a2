package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Completed;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.StreamEnd.Transient;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import io.vertx.core.Vertx;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Retries, the circuit breaker and the deadline for headers, against a server at the wire. */
@Timeout(60)
class OpeningTest {
    private static final Duration HEADERS = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Vertx serverVertx = Vertx.vertx();
    private final ScriptedBedrock bedrock = new ScriptedBedrock(serverVertx);
    private final RecordingListener listener = new RecordingListener();
    private Bench bench;

    @BeforeEach
    void start() {
        bench = Bench.to(bedrock.endpoint());
    }

    @AfterEach
    void stop() {
        bench.until("no stream at the server", () -> bedrock.openStreams() == 0);
        bench.close();
        bedrock.close();
        serverVertx.close().await();
    }

    private void use(URI endpoint, Duration headers, Circuit circuit) {
        bench.close();
        bench = new Bench(endpoint, false, headers, circuit);
    }

    private StreamEnd end() {
        return listener.closed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    static Stream<Arguments> refusals() {
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
    @MethodSource("refusals")
    void aRefusalIsRepeatedThreeTimesAndTold(int status, String type, StreamEnd.Failure failure) {
        bedrock.next(4, call -> call.refuse(status, type));
        bench.open(listener);
        assertThat(end()).isEqualTo(failure);
        String cause = failure.cause();
        assertThat(listener.told)
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
    @MethodSource("faults")
    void whatIsOurFaultIsNotRepeated(int status, String type) {
        bedrock.next(call -> call.refuse(status, type));
        bench.open(RetrySchedule.REOPENING, listener);
        assertThat(end()).isEqualTo(new Rejected(type));
        assertThat(listener.told).containsExactly("connecting 1", "closed");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(400, "ValidationException"),
                arguments(403, "AccessDeniedException"),
                arguments(404, "ResourceNotFoundException"));
    }

    @Test
    void aReopeningIsRepeatedAtOnceAndReplaysNothingByItself() {
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
        SonicStream stream = bench.open(RetrySchedule.REOPENING, listener);
        bench.run(
                () -> {
                    stream.request(5);
                    stream.send(new SonicInput.PromptEnd("before there was an attempt"));
                });
        bench.until("open", () -> listener.told.contains("open"));
        assertThat(received).isEmpty();
        bench.run(() -> stream.send(new SonicInput.PromptEnd("second")));
        assertThat(end()).isEqualTo(Failures.ENDED_EARLY);
        assertThat(received).singleElement().asString().contains("second");
        assertThat(listener.told)
                .containsExactly(
                        "connecting 1",
                        "retry 2 after InternalServerException",
                        "connecting 2",
                        "open",
                        "closed");
        assertThat(listener.delays).containsExactly(0);
    }

    @Test
    void openingEventsSentAtEachAttemptReachThatAttempt() {
        List<String> received = new CopyOnWriteArrayList<>();
        bedrock.next(call -> call.onEvent(_ -> call.refuse(500, "InternalServerException")));
        bedrock.next(
                call ->
                        call.onEvent(
                                event -> {
                                    received.add(event);
                                    call.accept().end();
                                }));
        var core = new OpeningCore();
        SonicStream stream = bench.open(core);
        bench.run(() -> stream.request(1));
        assertThat(core.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Completed());
        assertThat(received).singleElement().asString().contains("sessionEnd");
    }

    private static final class OpeningCore extends RecordingListener {
        @Override
        public void onConnecting(int attempt, long nowUs) {
            super.onConnecting(attempt, nowUs);
            stream.join().send(new SonicInput.SessionEnd());
        }
    }

    @Test
    void aServiceThatSendsNoHeadersIsGivenUpAndTriedAgain() {
        use(bedrock.endpoint(), SHORT, Bench.closedForEver());
        bedrock.next(4, _ -> {});
        bench.open(listener);
        assertThat(end()).isEqualTo(Failures.NO_HEADERS);
        assertThat(listener.told).hasSize(8).contains("retry 4 after NoResponseHeaders");
    }

    @Test
    void aResetBeforeTheHeadersIsRepeated() {
        bedrock.next(call -> call.reset(7));
        SonicStream stream = bench.open(listener);
        bench.until("open", () -> listener.told.contains("open"));
        assertThat(listener.told).hasSize(4).last().isEqualTo("open");
        bench.run(stream::cancel);
        end();
    }

    @Test
    void aPortThatNobodyListensOnFailsFast() {
        use(URI.create("http://127.0.0.1:1"), HEADERS, Bench.closedForEver());
        bench.open(listener);
        assertThat(end()).isInstanceOf(Transient.class);
        assertThat(listener.told).hasSize(8);
        bench.until("no connection", () -> bench.clients.connections() == 0);
    }

    @Test
    void cancelEndsTheWaitForARetry() {
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
        bench.open(core);
        assertThat(core.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new Completed());
        assertThat(core.told)
                .containsExactly("connecting 1", "retry 2 after InternalServerException", "closed");
        assertThat(bedrock.calls).hasValue(1);
    }

    @Test
    void cancelEndsAnAttemptThatIsUnderWay() {
        bedrock.next(_ -> {});
        SonicStream stream = bench.open(listener);
        bench.until("called", () -> bedrock.calls.get() == 1);
        bench.run(stream::cancel);
        assertThat(end()).isEqualTo(new Completed());
        assertThat(listener.told).containsExactly("connecting 1", "closed");
    }

    @Test
    void finishBeforeTheFirstAttemptIsTheEnd() {
        SonicStream stream = bench.open(listener);
        bench.run(stream::finish);
        assertThat(end()).isEqualTo(new Completed());
    }

    @Test
    void anOpenCircuitCountsAsAFailedAttemptAndClosesWithASuccess() {
        use(
                bedrock.endpoint(),
                HEADERS,
                new Circuit(RetryPolicies.circuitBreaker(2, Duration.ofMillis(60))));
        bedrock.next(2, call -> call.refuse(500, "InternalServerException"));
        SonicStream first = bench.open(listener);
        bench.until("the fourth attempt", () -> listener.told.contains("connecting 4"));
        assertThat(listener.told.subList(3, 7))
                .containsExactly(
                        "retry 3 after InternalServerException",
                        "connecting 3",
                        "retry 4 after CircuitOpen",
                        "connecting 4");
        bench.until("an end", () -> listener.closed.isDone() || listener.opened.isDone());
        bench.run(first::cancel);
        RecordingListener later = new RecordingListener();
        SonicStream second = bench.open(later);
        bench.until("open", () -> later.opened.isDone());
        bench.run(second::cancel);
    }
}
