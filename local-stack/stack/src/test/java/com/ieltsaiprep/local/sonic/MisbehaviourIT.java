package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.model.Script.Misbehaviour;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scripted misbehaviours of the model, also configured over the control port. */
@Timeout(30)
class MisbehaviourIT {
    private static final Voice VOICE = new Voice();
    private static final Script SCRIPT =
            Script.of(
                    new Script.Line(
                            List.of("This is the first sentence.", "And this is the second one."),
                            new Examiner.ToolCall("finish_part", "{}")));

    @RegisterExtension final SonicExtension sonic = SonicExtension.cleartext(8);

    private final HttpClient http = HttpClients.http1().build();

    @Test
    void stopsInMidWord() throws Exception {
        sonic.standIn().setScript(SCRIPT);
        int whole = audioBytes(reply(""));
        sonic.standIn().setScript(SCRIPT.with(Misbehaviour.STOPS_MID_WORD));
        assertThat(audioBytes(reply(""))).isBetween(whole / 2, whole * 9 / 10);
    }

    @Test
    void callsAToolTwiceAndWaitsForBothResults() throws Exception {
        sonic.standIn().setScript(SCRIPT.with(Misbehaviour.CALLS_TOOL_TWICE));
        SdkStream stream = begin(ClientEvents.TOOLS);
        JsonNode one = stream.await(0, "toolUse", _ -> true);
        String first = one.path("toolUseId").asText();
        JsonNode two =
                stream.await(0, "toolUse", use -> !use.path("toolUseId").asText().equals(first));
        sendToolResult(stream, "T1", first);
        assertThat(stream.names()).doesNotContain("audioOutput");
        sendToolResult(stream, "T2", two.path("toolUseId").asText());
        stream.awaitReply(0);
    }

    @Test
    void speaksIntoPauses() throws Exception {
        sonic.standIn().setScript(SCRIPT.with(Misbehaviour.SPEAKS_INTO_PAUSES));
        SdkStream stream = new SdkStream(sonic.client()).begin().audioStart();
        stream.audio(PcmCodec.bytes(VOICE.speak("I live in", 16_000)));
        stream.silence(700);
        stream.awaitReply(0);
    }

    @Test
    void theControlPortServesRecordsAndAcceptsScriptsAndFaults() throws Exception {
        String script = "{\"lines\":[{\"sentences\":[\"One.\"]},{\"sentences\":[\"Two.\"]}]}";
        assertThat(send("PUT", "/script", script).statusCode()).isEqualTo(204);
        String fault =
                """
                {"stream":2,"trigger":{"kind":"OnEvent","name":"turn","count":1},
                 "effect":{"kind":"Modelled","type":"throttlingException","message":"m"}}\
                """;
        assertThat(send("POST", "/faults", fault).statusCode()).isEqualTo(204);
        assertThat(send("POST", "/faults", "{\"stream\":1}").statusCode()).isEqualTo(400);
        assertThat(send("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        String forms = "{\"forms\":[\"USER_PARTIAL_TURN\"]}";
        assertThat(send("PUT", "/forms", forms).statusCode()).isEqualTo(204);
        assertThat(send("PUT", "/forms", "{\"seed\":7}").statusCode()).isEqualTo(204);
        String excluding = "{\"forms\":[\"USER_PARTIAL_TURN\",\"ALL_PARTIAL_TURN\"]}";
        assertThat(send("PUT", "/forms", excluding).statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/forms", "{}").statusCode()).isEqualTo(204);
        SdkStream stream = reply("");
        stream.silence(64);

        assertThat(json("/streams").get(0).path("promptName").asText()).isEqualTo(stream.prompt);
        String base = "/streams/" + stream.prompt;
        assertThat(json(base + "/marks").findValuesAsText("kind"))
                .containsExactly("firstAudio", "replyGenerated");
        assertThat(json(base + "/said").findValuesAsText("text")).containsExactly("One.");
        assertThat(json(base + "/events").findValuesAsText("name"))
                .startsWith("sessionStart", "promptStart")
                .contains("audioOutput");
        assertThat(json("/counts").path("streams").asInt()).isEqualTo(1);
        assertThat(send("GET", "/streams/unknown/pcm", "").statusCode()).isEqualTo(404);
        stream.end();
        stream.done.get(10, TimeUnit.SECONDS);
        assertThat(send("GET", base + "/pcm", "").body()).hasSize(64 * 32);
        assertThat(send("DELETE", "/streams", "").statusCode()).isEqualTo(204);
        assertThat(json("/streams")).isEmpty();
    }

    private SdkStream begin(String tools) {
        SdkStream stream = new SdkStream(sonic.client()).begin(tools).audioStart();
        stream.text("G", "USER", true, "begin");
        return stream;
    }

    private SdkStream reply(String tools) throws InterruptedException {
        SdkStream stream = begin(tools);
        stream.awaitReply(0);
        return stream;
    }

    private static void sendToolResult(SdkStream stream, String content, String toolUseId) {
        stream.send(ClientEvents.toolStart(content, toolUseId));
        stream.send(ClientEvents.toolResult(content, "{}"));
        stream.send(ClientEvents.end(content));
    }

    private static int audioBytes(SdkStream stream) throws Exception {
        int bytes = 0;
        for (JsonNode event : stream.received()) {
            bytes += event.at("/audioOutput/content").asText().length() * 3 / 4;
        }
        return bytes;
    }

    private JsonNode json(String path) throws Exception {
        return JsonValues.read(send("GET", path, "").body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + sonic.standIn().controlPort() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }
}
