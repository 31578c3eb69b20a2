package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.sonic.StreamFault.Effect;
import com.ieltsaiprep.local.sonic.StreamFault.Trigger;
import com.ieltsaiprep.local.wire.RequestRejection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.concurrent.TimeUnit;

/** Stream faults as the AWS SDK client experiences them. */
@Timeout(30)
class StreamFaultsIT {
    private static final Trigger THIRD_AUDIO = new Trigger.OnEvent("audioOutput", 3);

    @RegisterExtension final SonicExtension sonic = SonicExtension.tls(5);

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
        long firstAudio = sonic.standIn().stream(stream.prompt).orElseThrow().marks().get(0).atUs();
        long generated = sonic.standIn().stream(stream.prompt).orElseThrow().marks().get(1).atUs();
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
        sonic.standIn()
                .addFault(
                        new StreamFault(
                                2,
                                THIRD_AUDIO,
                                new Effect.Modelled("throttlingException", "slow")));
        SdkStream first = greet();
        first.awaitReply(0);
        assertFails(greet(), "slow");
    }

    @Test
    void aFaultOfOpenStreamsCountsFromNow() throws Exception {
        SdkStream stream = greet();
        stream.awaitReply(0);
        sonic.standIn()
                .addFault(
                        new StreamFault(
                                0,
                                new Trigger.After(1),
                                new Effect.Modelled("internalServerException", "broken")));
        assertFails(stream, "broken");
    }

    private SdkStream greeted(int number, Trigger trigger, Effect effect) {
        sonic.standIn().addFault(new StreamFault(number, trigger, effect));
        return greet();
    }

    private SdkStream greet() {
        SdkStream stream = new SdkStream(sonic.client()).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        return stream;
    }

    private String end(SdkStream stream) {
        return sonic.standIn().stream(stream.prompt).orElseThrow().summary().end();
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
