package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.sonic.StreamFault.Effect;
import com.ieltsaiprep.local.sonic.StreamFault.Trigger;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.RequestRejection;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Stream faults as the AWS SDK client experiences them. */
@Timeout(30)
class StreamFaultsIT {
    private static final Trigger THIRD_AUDIO = new Trigger.OnEvent("audioOutput", 3);

    @TempDir static Path folder;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private SonicStandIn standIn;
    private BedrockRuntimeAsyncClient client;

    @BeforeEach
    void start() throws Exception {
        SonicStandIn.Config config =
                SonicStandIn.Config.defaults().with(folder).with(new SonicStandIn.Pace(1, 5));
        standIn = SonicStandIn.start(vertx, config).toCompletionStage().toCompletableFuture().get();
        client = SdkClients.tls(standIn, Credentials.local());
    }

    @AfterEach
    void stop() throws Exception {
        standIn.close().toCompletionStage().toCompletableFuture().get();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void aResetLooksLikeSuccessToTheClient() throws Exception {
        SdkStream stream = greeted(1, THIRD_AUDIO, new Effect.Reset(2));
        stream.done.get(10, TimeUnit.SECONDS);
        assertThat(end(stream)).isEqualTo("reset");
    }

    @Test
    void anEarlyEndLooksLikeSuccessToTheClient() throws Exception {
        SdkStream stream = greeted(1, THIRD_AUDIO, new Effect.End());
        stream.done.get(10, TimeUnit.SECONDS);
        assertThat(end(stream)).isEqualTo("ended");
        assertThat(stream.names()).doesNotContain("completionEnd");
    }

    @Test
    void aKilledConnectionFailsTheStream() {
        assertFails(greeted(1, THIRD_AUDIO, new Effect.Kill()), "error occurred on the connection");
    }

    @Test
    void anErrorGoAwayFailsTheStream() {
        assertFails(greeted(1, THIRD_AUDIO, new Effect.GoAway(2)), "GOAWAY");
    }

    @Test
    void aGracefulGoAwayLetsTheStreamGoOn() throws Exception {
        SdkStream stream = greeted(1, THIRD_AUDIO, new Effect.GoAway(0));
        stream.awaitReply(0);
        assertThat(end(stream)).isEmpty();
    }

    @Test
    void aCorruptMessageFailsTheStream() {
        assertFails(greeted(1, THIRD_AUDIO, new Effect.Corrupt()), "checksum");
    }

    @Test
    void aStallEndsWhenItsTimeIsOver() throws Exception {
        SdkStream stream = greeted(1, THIRD_AUDIO, new Effect.Stall(700));
        stream.awaitReply(0);
        long firstAudio = standIn.stream(stream.prompt).orElseThrow().marks().get(0).atUs();
        long generated = standIn.stream(stream.prompt).orElseThrow().marks().get(1).atUs();
        assertThat(generated - firstAudio).isGreaterThan(700_000);
    }

    @Test
    void slowHeadersOnlyDelay() throws Exception {
        long before = System.nanoTime();
        SdkStream stream = greeted(1, new Trigger.Opening(), new Effect.SlowHeaders(500));
        stream.awaitReply(0);
        assertThat(System.nanoTime() - before).isGreaterThan(500_000_000L);
    }

    @Test
    void anOpeningIsRejectedWithTheInjectedError() {
        RequestRejection rejection =
                new RequestRejection(503, "ServiceUnavailableException", "unavailable");
        assertFails(greeted(1, new Trigger.Opening(), new Effect.Refuse(rejection)), "unavailable");
    }

    @Test
    void aFaultOfTheSecondStreamSparesTheFirst() throws Exception {
        standIn.addFault(
                new StreamFault(
                        2, THIRD_AUDIO, new Effect.Modelled("throttlingException", "slow")));
        SdkStream first = greet();
        first.awaitReply(0);
        assertFails(greet(), "slow");
    }

    @Test
    void aFaultOfOpenStreamsCountsFromNow() throws Exception {
        SdkStream stream = greet();
        stream.awaitReply(0);
        standIn.addFault(
                new StreamFault(
                        0,
                        new Trigger.After(1),
                        new Effect.Modelled("internalServerException", "broken")));
        assertFails(stream, "broken");
    }

    private SdkStream greeted(int number, Trigger trigger, Effect effect) {
        standIn.addFault(new StreamFault(number, trigger, effect));
        return greet();
    }

    private SdkStream greet() {
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        return stream;
    }

    private String end(SdkStream stream) {
        return standIn.stream(stream.prompt).orElseThrow().summary().end();
    }

    private static void assertFails(SdkStream stream, String message) {
        assertThatThrownBy(() -> stream.done.get(10, TimeUnit.SECONDS))
                .satisfies(it -> assertThat(causes(it)).containsIgnoringCase(message));
    }

    private static String causes(Throwable failure) {
        StringBuilder causes = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            causes.append(at).append(' ');
        }
        return causes.toString();
    }
}
