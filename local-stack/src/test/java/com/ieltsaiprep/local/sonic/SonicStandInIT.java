package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.Pcm16;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Fault;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class SonicStandInIT {
    @TempDir static Path folder;

    private static final Voice VOICE = new Voice();

    private final Vertx vertx = Vertx.vertx();
    private SonicStandIn.Config config;
    private SonicStandIn standIn;
    private BedrockRuntimeAsyncClient client;

    @BeforeEach
    void start() throws Exception {
        config =
                SonicStandIn.Config.defaults()
                        .with(folder)
                        .with(new SonicStandIn.Pace(1, 20))
                        .with(new SonicStandIn.Limits(3, 480_000, 55_000, 128));
        restart(config);
        client = Sdk.tls(standIn, Credentials.local());
    }

    private void restart(SonicStandIn.Config with) throws Exception {
        standIn = SonicStandIn.start(vertx, with).toCompletionStage().toCompletableFuture().get();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        standIn.close().toCompletionStage().toCompletableFuture().get();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void holdsAWholeConversationThroughTheRealClient() throws Exception {
        converse(client);
    }

    @Test
    void speaksHttp2InCleartextToo() throws Exception {
        try (BedrockRuntimeAsyncClient cleartext = Sdk.cleartext(standIn)) {
            converse(cleartext);
        }
    }

    private void converse(BedrockRuntimeAsyncClient with) throws Exception {
        SdkStream stream = new SdkStream(with).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        stream.awaitReply(0);
        int greeting = stream.received().size();
        // The listener hears the greeting to its end before answering.
        standIn.order(new Fault(0, new Fault.Trigger.Opening(), new Fault.Effect.Stall(1)));
        byte[] answer = Pcm16.bytes(VOICE.speak("I am a student of music in a big city.", 16_000));
        awaitSilence(stream, greeting);
        stream.audio(answer);
        stream.silence(1_600);
        stream.awaitReply(greeting);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);

        StreamRecord record = standIn.stream(stream.prompt).orElseThrow();
        assertThat(record.summary().end()).isEqualTo("completed");
        assertThat(record.summary().turns()).isEqualTo(2);
        assertThat(record.pcm()).startsWith(answer);
        assertThat(record.said().stream().map(StreamRecord.Said::role).distinct())
                .containsExactly("ASSISTANT", "USER");
        assertThat(stream.names()).startsWith("completionStart").endsWith("completionEnd");
    }
}
