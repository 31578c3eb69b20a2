package com.ieltsaiprep.gateway.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockClients;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockSettings;
import com.ieltsaiprep.gateway.sonic.bedrock.StreamTimes;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class LoopbackSonicIT {
    private static final int FRAMES = 250;

    @Test
    void sendsEveryTypeOfEvent() {
        Vertx vertx = Vertx.vertx();
        LoopbackSonic loopback = LoopbackSonic.start(vertx).await();
        var settings =
                new BedrockSettings(
                        "amazon.nova-2-sonic-v1:0",
                        Region.US_EAST_1,
                        loopback.endpoint(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("warm", "up")),
                        StreamTimes.STANDARD);
        FastClient client = new FastClient();
        try (var clients =
                new BedrockClients(
                        settings, () -> System.nanoTime() / 1000, BedrockObserver.NONE)) {
            Context context = vertx.getOrCreateContext();
            context.runOnContext(
                    _ ->
                            client.start(
                                    clients.forLoop(context)
                                            .open(RetrySchedule.FIRST_OPENING, client)));
            assertThat(client.end.orTimeout(20, TimeUnit.SECONDS).join())
                    .isEqualTo(new StreamEnd.Completed());
        }
        loopback.close().await();
        vertx.close().await();

        assertThat(client.received.getFirst()).isEqualTo(new SonicOutput.CompletionStart("c"));
        assertThat(client.received.getLast()).isEqualTo(new SonicOutput.CompletionEnd());
        assertThat(client.received)
                .hasAtLeastOneElementOfType(SonicOutput.TextStart.class)
                .hasAtLeastOneElementOfType(SonicOutput.Text.class)
                .hasAtLeastOneElementOfType(SonicOutput.AudioStart.class)
                .hasAtLeastOneElementOfType(SonicOutput.Interrupted.class)
                .hasAtLeastOneElementOfType(SonicOutput.Usage.class)
                .doesNotHaveAnyElementsOfTypes(SonicOutput.Unknown.class);
        assertThat(client.received).filteredOn(SonicOutput.Audio.class::isInstance).hasSize(90);
    }

    /** Client that sends audio as fast as demand allows. */
    private static final class FastClient implements SonicListener {
        final List<SonicOutput> received = new CopyOnWriteArrayList<>();
        final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
        private final CompletableFuture<SonicStream> stream = new CompletableFuture<>();
        private int sent;

        void start(SonicStream opened) {
            stream.complete(opened);
            opened.request(Long.MAX_VALUE / 2);
        }

        @Override
        public void onConnecting(int attempt, long nowUs) {
            stream.join().send(new SonicInput.AudioStart("p", "a"));
        }

        @Override
        public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {}

        @Override
        public void onOpen(long nowUs) {
            onDemand(nowUs);
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            received.add(event);
        }

        @Override
        public void onDemand(long nowUs) {
            SonicStream s = stream.join();
            for (; sent < FRAMES && s.demand() > 0; sent++) {
                s.send(new SonicInput.Audio("p", "a", new byte[1024]));
            }
            if (sent == FRAMES) {
                s.send(new SonicInput.SessionEnd());
                s.finish();
            }
        }

        @Override
        public void onClosed(StreamEnd how, long nowUs) {
            end.complete(how);
        }
    }
}
