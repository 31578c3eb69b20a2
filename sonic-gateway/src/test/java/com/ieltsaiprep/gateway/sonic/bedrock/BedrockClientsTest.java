package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

@Timeout(60)
class BedrockClientsTest {
    private final ScriptedBedrock bedrock = new ScriptedBedrock();

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamsRunOnTheEventLoopOfVertxWithEachTransport(boolean nativeTransport) {
        Set<String> before = threads();
        BedrockTestBed testBed =
                new BedrockTestBed(
                        bedrock.endpoint(),
                        nativeTransport,
                        Duration.ofSeconds(5),
                        BedrockTestBed.neverOpen());
        bedrock.next(call -> call.accept().text("hello").end());
        RecordingListener listener = new RecordingListener();
        var stream = testBed.open(listener);
        testBed.run(() -> stream.request(10));
        listener.end();

        assertThat(testBed.vertx.isNativeTransportEnabled()).isEqualTo(nativeTransport);
        assertThat(listener.events).hasSize(1);
        Set<String> threads = threads();
        threads.removeAll(before);
        assertThat(threads).noneMatch(name -> name.startsWith("aws-java-sdk-NettyEventLoop"));
        assertThat(threads).noneMatch(name -> name.startsWith("sdk-async-response"));
        testBed.close();
    }

    @Test
    void closingIsQuickAndLeavesTheLoopAliveButNoConnection() {
        BedrockTestBed testBed = BedrockTestBed.to(bedrock.endpoint());
        RecordingListener open = new RecordingListener();
        testBed.open(open);
        testBed.until("open", () -> open.opened.isDone());

        assertThatThrownBy(() -> testBed.run(testBed.clients::close))
                .hasCauseInstanceOf(IllegalStateException.class);
        long begun = System.nanoTime();
        testBed.clients.close();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(3_000);
        testBed.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(testBed.clients.connections()).isZero();
        assertThat(testBed.<String>onLoop(() -> "alive")).isEqualTo("alive");
        testBed.close();
    }

    @Test
    void aPortRefusesCallsFromAnotherThread() {
        BedrockTestBed testBed = BedrockTestBed.to(bedrock.endpoint());
        var port = testBed.clients.forLoop(testBed.context);
        assertThatThrownBy(() -> port.open(RetrySchedule.FIRST_OPENING, new RecordingListener()))
                .isInstanceOf(IllegalStateException.class);
        testBed.close();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }
}
