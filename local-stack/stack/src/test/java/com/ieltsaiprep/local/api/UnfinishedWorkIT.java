package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.api.LambdaFunction.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class UnfinishedWorkIT {
    @TempDir private Path folder;
    private FunctionCode code;
    private LambdaFunction echo;

    @BeforeEach
    void start() throws Exception {
        code = FunctionCode.load(EchoFunction.in(folder), EchoFunction.class.getName());
        echo = new LambdaFunction("echo", code, Map.of(), FunctionLimits.ofTimeout(20_000));
    }

    @AfterEach
    void stop() throws Exception {
        echo.close();
        code.close();
    }

    @ParameterizedTest
    @CsvSource({"virtual,left", "platform,left", "busy,busy", "common,ForkJoinPool"})
    void workAfterTheResponseFailsTheInvocation(String work, String thread) {
        assertThat(invoke(work).join()).isInstanceOf(Outcome.Failed.class);
        assertThat(code.unfinishedWork().findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.function()).isEqualTo("echo");
                            assertThat(finding.thread()).startsWith(thread);
                            assertThat(finding.at()).contains("EchoFunction");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"joined", "idle", "context", "instance"})
    void finishedWorkAndIdleThreadsAreNoFinding(String work) {
        for (int i = 0; i < 5; i++) {
            assertThat(invoke(work).join()).isInstanceOf(Outcome.Returned.class);
        }
        assertThat(code.unfinishedWork().findings()).isEmpty();
    }

    @Test
    void theThreadsOfOtherInvocationsAreNoFinding() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(invoke("joined"));
            outcomes.add(invoke("idle"));
        }
        assertThat(outcomes)
                .allSatisfy(
                        outcome -> assertThat(outcome.join()).isInstanceOf(Outcome.Returned.class));
        assertThat(code.unfinishedWork().findings()).isEmpty();
    }

    @Test
    void theStartOfAnotherInstanceIsNoFinding() {
        try (LambdaFunction slowToStart =
                new LambdaFunction(
                        "echo",
                        code,
                        Map.of("START_MS", "1000"),
                        FunctionLimits.ofTimeout(20_000))) {
            assertThat(invoke(slowToStart, "joined").join()).isInstanceOf(Outcome.Returned.class);
            CompletableFuture<Outcome> endsDuringStart = invoke(slowToStart, "slow");
            CompletableFuture<Outcome> starts = invoke(slowToStart, "joined");

            assertThat(endsDuringStart.join()).isInstanceOf(Outcome.Returned.class);
            assertThat(starts.join()).isInstanceOf(Outcome.Returned.class);
        }
        assertThat(code.unfinishedWork().findings()).isEmpty();
    }

    private CompletableFuture<Outcome> invoke(String work) {
        return invoke(echo, work);
    }

    private static CompletableFuture<Outcome> invoke(LambdaFunction function, String work) {
        String event = "{\"path\":\"/echo/%s\"}".formatted(work);
        return function.invoke(event.getBytes(StandardCharsets.UTF_8));
    }
}
