package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.model.ModelInput;
import com.ieltsaiprep.local.model.ModelInput.AudioFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class InputEventReaderTest {
    private static final String PROMPT = ClientEvents.PROMPT.replace("$TOOLS", ClientEvents.TOOLS);

    @Test
    void readsTheEventsOfASession() {
        assertThat(read(ClientEvents.SESSION))
                .isEqualTo(new ModelInput.SessionStart(1024, 0.9, 0.7, "HIGH"));
        assertThat(read(PROMPT))
                .isEqualTo(
                        new ModelInput.PromptStart("$P", AudioFormat.pcm16(24_000), "amy", true));
        assertThat(read(ClientEvents.textStart("G", "USER", true)))
                .isEqualTo(new ModelInput.TextStart("$P", "G", "USER", true));
        assertThat(read(ClientEvents.text("G", "begin")))
                .isEqualTo(new ModelInput.Text("$P", "G", "begin"));
        assertThat(read(ClientEvents.AUDIO_START))
                .isEqualTo(new ModelInput.AudioStart("$P", "A", "USER", AudioFormat.pcm16(16_000)));
        assertThat(read(ClientEvents.toolStart("T", "id")))
                .isEqualTo(new ModelInput.ToolResultStart("$P", "T", "id"));
        assertThat(read(ClientEvents.end("A"))).isEqualTo(new ModelInput.ContentEnd("$P", "A"));
        assertThat(((ModelInput.Audio) read(ClientEvents.audio("AAECAw=="))).pcm())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void tellsWhetherAToolResultIsOneJsonObject() {
        assertThat(read(ClientEvents.toolResult("T", "{\\\"ok\\\":true}")))
                .isEqualTo(new ModelInput.ToolResult("$P", "T", "{\"ok\":true}", true));
        assertThat(read(ClientEvents.toolResult("T", "done")))
                .isEqualTo(new ModelInput.ToolResult("$P", "T", "done", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"event\":{\"sing\":{}}}",
                "{\"event\":{}}",
                "{\"event\":{\"promptEnd\":{},\"sessionEnd\":{}}}",
                "{\"event\":{\"sessionStart\":{\"endpointingSensitivity\":\"LOW\"}}}",
                "{\"event\":{\"sessionStart\":{\"turnDetectionConfiguration\":{}}}}",
                "{\"event\":{\"contentStart\":{\"type\":\"VIDEO\"}}}",
                "{\"event\":{\"audioInput\":{\"content\":\"no base64\"}}}",
                "{\"event\":{\"audioInput\":{\"content\":7}}}",
            })
    void whatCannotBeReadIsMalformed(String json) {
        assertThat(read(json)).isInstanceOf(ModelInput.Malformed.class);
    }

    @Test
    void aToolWhoseSchemaIsNoJsonIsMalformed() {
        assertThat(read(PROMPT.replace("{\\\"type\\\":\\\"object\\\"}", "{")))
                .isInstanceOf(ModelInput.Malformed.class);
    }

    private static ModelInput read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return InputEventReader.read(JsonValues.write(Map.of("bytes", bytes))).event();
    }
}
