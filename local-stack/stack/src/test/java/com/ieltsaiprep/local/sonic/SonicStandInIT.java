package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.model.InputRules;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.wire.AwsRole;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class SonicStandInIT {
    @TempDir static Path folder;

    private static final Voice VOICE = new Voice();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private SonicStandIn.Config config;
    private SonicStandIn standIn;
    private BedrockRuntimeAsyncClient client;

    @BeforeEach
    void start() throws Exception {
        // At this pace a reply is played as soon as it is generated, fifty times real speed.
        config =
                SonicStandIn.Config.defaults()
                        .with(folder)
                        .with(new SonicStandIn.Pace(50, 1))
                        .with(new SonicStandIn.Limits(3, 3_000_000, 3_000_000, 128));
        restart(config);
        client = SdkClients.tls(standIn, Credentials.local());
    }

    private void restart(SonicStandIn.Config with) throws Exception {
        standIn = SonicStandIn.start(vertx, with).toCompletionStage().toCompletableFuture().get();
    }

    @AfterEach
    void stop() throws Exception {
        standIn.close().toCompletionStage().toCompletableFuture().get();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void holdsAWholeConversationThroughTheRealClient() throws Exception {
        converse(client);
    }

    @Test
    void acceptsASessionTokenAndRecordsTheRole() throws Exception {
        AwsRole gateway = new AwsRole("gateway", "us-east-1");
        int port = standIn.cleartextPort();
        try (BedrockRuntimeAsyncClient ofRole = SdkClients.cleartext(port, gateway)) {
            converse(ofRole);
        }
        converse(client);

        assertThat(awsCalls())
                .isEqualTo(
                        """
                        [{"role":"gateway","roleRegion":"us-east-1","action":"bedrock:InvokeModel",\
                        "region":"us-east-1","resource":"foundation-model/amazon.nova-2-sonic-v1:0"}]\
                        """);
    }

    private String awsCalls() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + standIn.controlPort() + "/aws-calls");
        try (HttpClient http = HttpClients.http1().build()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }

    @Test
    void speaksHttp2InCleartextToo() throws Exception {
        try (BedrockRuntimeAsyncClient cleartext = SdkClients.cleartext(standIn.cleartextPort())) {
            converse(cleartext);
        }
    }

    private void converse(BedrockRuntimeAsyncClient with) throws Exception {
        SdkStream stream = new SdkStream(with).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        stream.awaitReply(0);
        int greeting = stream.received().size();
        byte[] answer =
                PcmCodec.bytes(VOICE.speak("I am a student of music in a big city.", 16_000));
        stream.audio(answer);
        stream.silence(1_600);
        stream.awaitReply(greeting);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);

        StreamRecord record = standIn.stream(stream.prompt).orElseThrow();
        assertThat(record.summary().end()).isEqualTo("completed");
        assertThat(record.summary().turns()).isEqualTo(2);
        assertThat(record.pcm()).startsWith(answer);
        assertThat(record.transcript().stream().map(StreamRecord.TranscriptLine::role).distinct())
                .containsExactly("ASSISTANT", "USER");
        assertThat(stream.names()).startsWith("completionStart").endsWith("completionEnd");
    }

    @Test
    void sendsAReplyInTheOrderOfTheRealModel() throws Exception {
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        stream.awaitReply(0);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);

        assertThat(stream.outline())
                .containsExactly(
                        "completionStart",
                        "TEXT ASSISTANT SPECULATIVE",
                        "PARTIAL_TURN",
                        "AUDIO ASSISTANT",
                        "PARTIAL_TURN",
                        "TEXT ASSISTANT SPECULATIVE",
                        "PARTIAL_TURN",
                        "AUDIO ASSISTANT",
                        "END_TURN",
                        "TEXT ASSISTANT FINAL",
                        "PARTIAL_TURN",
                        "TEXT ASSISTANT FINAL",
                        "END_TURN",
                        "usageEvent",
                        "completionEnd");
    }

    @Test
    void finishesItsReplyButBeginsNoneAfterTheClientEnds() throws Exception {
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        var _ = stream.await(0, "audioOutput", _ -> true);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);
        assertThat(stream.outline()).contains("END_TURN").endsWith("usageEvent", "completionEnd");

        SdkStream speaking = new SdkStream(client).begin().audioStart();
        speaking.audio(PcmCodec.bytes(VOICE.speak("I have to leave now.", 16_000)));
        speaking.end();
        speaking.done.get(10, TimeUnit.SECONDS);
        assertThat(speaking.outline())
                .containsExactly("completionStart", "TEXT USER FINAL", "END_TURN", "completionEnd");
    }

    @Test
    void ignoresAudioWithoutARole() throws Exception {
        SdkStream stream = new SdkStream(client).begin();
        stream.send(ClientEvents.AUDIO_START.replace("\"role\":\"USER\",", ""));
        stream.audio(PcmCodec.bytes(VOICE.speak("Can you hear me?", 16_000)));
        stream.silence(3_000);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);
        assertThat(stream.received()).isEmpty();
    }

    @Test
    void isInterruptedByBargeIn() throws Exception {
        // Real time, so that the reply is still playing.
        replace(config.with(new SonicStandIn.Pace(1, 5)));
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        var _ = stream.await(0, "audioOutput", _ -> true);
        stream.audio(PcmCodec.bytes(VOICE.speak("Excuse me, may I ask something?", 16_000)));

        var _ =
                stream.await(
                        0,
                        "textOutput",
                        text -> text.path("content").asText().equals("{ \"interrupted\" : true }"));
        var _ =
                stream.await(
                        0,
                        "contentEnd",
                        end -> end.path("stopReason").asText().equals("INTERRUPTED"));
        assertThat(marks(stream)).containsSubsequence("firstAudio", "voiceOnset", "interrupted");
        assertThat(marks(stream)).doesNotContain("replyGenerated");
    }

    @Test
    void waitsForTheResultOfATool() throws Exception {
        standIn.setScript(
                Script.of(
                        new Script.Line(
                                List.of("That is all."),
                                new Examiner.ToolCall("finish_part", "{\"notes\":\"good\"}"))));
        SdkStream stream = new SdkStream(client).begin(ClientEvents.TOOLS).audioStart();
        stream.text("G", "USER", true, "begin");
        JsonNode use = stream.await(0, "toolUse", _ -> true);
        assertThat(use.path("content").asText()).isEqualTo("{\"notes\":\"good\"}");
        assertThat(stream.names()).doesNotContain("audioOutput");

        stream.send(ClientEvents.toolStart("T", use.path("toolUseId").asText()));
        stream.send(ClientEvents.toolResult("T", "{\\\"ok\\\":true}"));
        stream.send(ClientEvents.end("T"));
        stream.awaitReply(0);
        assertThat(stream.names()).contains("audioOutput");
    }

    @Test
    void continuesWithTheNextLineAfterTheHistory() throws Exception {
        standIn.setScript(Script.of(Script.Line.of("First."), Script.Line.of("Second.")));
        SdkStream stream = new SdkStream(client).begin();
        stream.text("H1", "USER", false, "hello");
        stream.text("H2", "ASSISTANT", false, "First.");
        stream.audioStart();
        stream.text("G", "USER", true, "go on");
        JsonNode said = stream.await(0, "textOutput", _ -> true);
        assertThat(said.path("content").asText()).isEqualTo("Second.");
    }

    @Test
    void rejectsOneStreamTooManyWith429() throws Exception {
        for (int i = 0; i < 3; i++) {
            SdkStream stream = new SdkStream(client).begin().audioStart();
            stream.text("G", "USER", true, "begin");
            var _ = stream.await(0, "completionStart", _ -> true);
        }
        assertFails(new SdkStream(client), ThrottlingException.class, "Too many requests");
    }

    @Test
    void rejectsAWrongSecret() throws Exception {
        Credentials wrong = new Credentials(Credentials.local().accessKeyId(), "wrong");
        try (BedrockRuntimeAsyncClient unauthorized = SdkClients.tls(standIn, wrong)) {
            assertFails(
                    new SdkStream(unauthorized),
                    BedrockRuntimeException.class,
                    "The request signature we calculated does not match");
        }
    }

    @Test
    void sendsAModelledExceptionInMidStream() throws Exception {
        standIn.addFault(
                new StreamFault(
                        1,
                        new StreamFault.Trigger.OnEvent("audioOutput", 3),
                        new StreamFault.Effect.Modelled("modelStreamErrorException", "broken")));
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        assertFails(stream, ModelStreamErrorException.class, "broken");
        assertThat(stream.received().stream().filter(it -> it.has("audioOutput"))).hasSize(3);
    }

    @Test
    void endsAStreamAtItsLifetime() throws Exception {
        replace(config.with(new SonicStandIn.Limits(3, 10_000, 3_000_000, 128)));
        assertFails(
                new SdkStream(client).begin(),
                ModelTimeoutException.class,
                "Model has timed out in processing the request");
    }

    @Test
    void endsAStreamWithoutInput() throws Exception {
        replace(config.with(new SonicStandIn.Limits(3, 3_000_000, 10_000, 128)));
        assertFails(
                new SdkStream(client).begin(), ValidationException.class, "less than 10 seconds");
    }

    @Test
    void rejectsLateHistoryWithTheServicesMessage() throws Exception {
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("H", "USER", false, "late");
        assertFails(stream, ValidationException.class, InputRules.HISTORY_LATE);
    }

    @Test
    void isReachableAfterARestartOnTheSamePort() throws Exception {
        SdkStream stream = new SdkStream(client).begin().audioStart();
        stream.text("G", "USER", true, "begin");
        var _ = stream.await(0, "audioOutput", _ -> true);
        SonicStandIn.Config used = standIn.config();
        standIn.close().toCompletionStage().toCompletableFuture().get();
        assertThatThrownBy(() -> stream.done.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        restart(used);
        converse(client);
    }

    private void replace(SonicStandIn.Config other) throws Exception {
        standIn.close().toCompletionStage().toCompletableFuture().get();
        client.close();
        restart(other);
        client = SdkClients.tls(standIn, Credentials.local());
    }

    private List<String> marks(SdkStream stream) {
        return standIn.stream(stream.prompt).orElseThrow().marks().stream()
                .map(StreamRecord.Mark::kind)
                .toList();
    }

    private static void assertFails(
            SdkStream stream, Class<? extends Throwable> cause, String message) {
        assertThatThrownBy(() -> stream.done.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(cause)
                .hasMessageContaining(message);
    }
}
