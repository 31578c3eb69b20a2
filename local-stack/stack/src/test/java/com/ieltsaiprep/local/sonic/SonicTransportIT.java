package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.model.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Forms of the service that the transport has: model ids, late headers, and silent peers. */
@Timeout(30)
class SonicTransportIT {
    @RegisterExtension final SonicExtension sonic = SonicExtension.cleartext(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-2-sonic-v1:0",
                "amazon.nova-2-5-sonic",
                "us.amazon.nova-2-5-sonic",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-sonic-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-2-5-sonic",
            })
    void servesBothModelsByIdByArnAndByInferenceProfile(String model) throws Exception {
        greet(new SdkStream(sonic.client(), model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-sonic-v1:0",
                "amazon.nova-2-5-sonic-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/amazon.nova-2-5-sonic",
            })
    void refusesOtherModels(String model) {
        SdkStream stream = new SdkStream(sonic.client(), model);
        assertThatThrownBy(() -> stream.done.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("model identifier is invalid");
    }

    @Test
    void sendsHeadersAfterTheFirstEventsIfOrdered() throws Exception {
        sonic.standIn().setForms(FormOrder.of(Form.HEADERS_AFTER_FIRST_EVENTS));
        greet(new SdkStream(sonic.client()));
    }

    @Test
    void drawsTheFormsOfEachStreamFromTheSeed() throws Exception {
        sonic.standIn().setForms(FormOrder.mix(7));
        for (int i = 0; i < 3; i++) {
            greet(new SdkStream(sonic.client()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentPeerReadsAndAnswersNothing(boolean headers) throws Exception {
        fault(new StreamFault.Effect.Silence(headers));
        SdkStream silent = begin(new SdkStream(sonic.client()));
        awaitOpenStreams(1);
        greet(new SdkStream(sonic.client()));

        assertThat(silent.done).isNotDone();
        assertThat(silent.received()).isEmpty();
        assertThat(sonic.standIn().streams().getFirst().events()).isEmpty();
    }

    @Test
    void ofASickConnectionAllStreamsAreSilent() throws Exception {
        fault(new StreamFault.Effect.SickConnection());
        SdkStream first = begin(new SdkStream(sonic.client()));
        awaitOpenStreams(1);
        SdkStream second = begin(new SdkStream(sonic.client()));
        awaitOpenStreams(2);
        try (BedrockRuntimeAsyncClient healthy =
                SdkClients.cleartext(sonic.standIn().cleartextPort())) {
            greet(new SdkStream(healthy));
            greet(new SdkStream(healthy));
        }

        assertThat(first.received()).isEmpty();
        assertThat(second.received()).isEmpty();
    }

    private void fault(StreamFault.Effect effect) {
        sonic.standIn().addFault(new StreamFault(1, new StreamFault.Trigger.Opening(), effect));
    }

    /** Waits until the streams are open; streams on different connections may open in any order. */
    private void awaitOpenStreams(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sonic.standIn().openStreams() < count && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(sonic.standIn().openStreams()).isEqualTo(count);
    }

    private static SdkStream begin(SdkStream stream) {
        stream.begin().audioStart();
        stream.text("G", "USER", true, "begin");
        return stream;
    }

    private static void greet(SdkStream stream) throws Exception {
        begin(stream).awaitReply(0);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);
    }
}
