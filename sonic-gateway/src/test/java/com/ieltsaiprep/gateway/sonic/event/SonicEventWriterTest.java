package com.ieltsaiprep.gateway.sonic.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Endpointing;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

class SonicEventWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, SonicInput> CASES =
            Map.ofEntries(
                    Map.entry(
                            "session-start",
                            new SonicInput.SessionStart(1024, 0.9, 0.7, Endpointing.LOW)),
                    Map.entry("prompt-start", new SonicInput.PromptStart("P", "amy", List.of())),
                    Map.entry(
                            "prompt-start-with-tools",
                            new SonicInput.PromptStart("P", "amy", tools())),
                    Map.entry(
                            "text-start-system",
                            new SonicInput.TextStart("P", "C", Role.SYSTEM, false)),
                    Map.entry(
                            "text-start-interactive",
                            new SonicInput.TextStart("P", "C", Role.USER, true)),
                    Map.entry(
                            "text",
                            new SonicInput.Text(
                                    "P", "C", "Say \"hello\",\nthen wait – naïve café 🎙")),
                    Map.entry("audio-start", new SonicInput.AudioStart("P", "A")),
                    Map.entry("audio", new SonicInput.Audio("P", "A", new byte[] {0, 1, 2, -1})),
                    Map.entry(
                            "audio-quoted-names",
                            new SonicInput.Audio("P\"1", "A\\2", new byte[0])),
                    Map.entry("tool-result-start", new SonicInput.ToolResultStart("P", "T", "U")),
                    Map.entry("tool-result", new SonicInput.ToolResult("P", "T", "{\"ok\":true}")),
                    Map.entry("content-end", new SonicInput.ContentEnd("P", "C")),
                    Map.entry("prompt-end", new SonicInput.PromptEnd("P")),
                    Map.entry("session-end", new SonicInput.SessionEnd()));

    private final SonicEventWriter writer = new SonicEventWriter();

    private static List<SonicInput.Tool> tools() {
        return List.of(
                new SonicInput.Tool(
                        "finish_part", "Ends the part", "{\"type\":\"object\",\"properties\":{}}"),
                new SonicInput.Tool("start_preparation", "Starts the minute", "{}"));
    }

    static Stream<String> cases() {
        return CASES.keySet().stream();
    }

    @Test
    void everyGoldenFileHasACaseAndEveryEventAFile() throws IOException {
        assertThat(GoldenFiles.names("input")).isEqualTo(new TreeSet<>(CASES.keySet()));
        assertThat(CASES.values().stream().map(SonicInput::getClass).distinct().toList())
                .hasSize(SonicInput.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesEachGoldenFile(String name) throws IOException {
        SonicInput event = CASES.getOrDefault(name, new SonicInput.SessionEnd());
        assertThat(JSON.readTree(writer.write(event)))
                .isEqualTo(JSON.readTree(GoldenFiles.read("input", name)));
    }

    @Property(tries = 200)
    void audioArrivesUnchangedWhateverCameBefore(
            @ForAll List<@Size(max = 1280) byte[]> frames, @ForAll String name) throws IOException {
        for (byte[] pcm : frames) {
            byte[] json = writer.write(new SonicInput.Audio("P", name, pcm));
            JsonNode input = JSON.readTree(json).at("/event/audioInput");
            assertThat(Base64.getDecoder().decode(input.get("content").asText())).isEqualTo(pcm);
            assertThat(input.get("contentName").asText()).isEqualTo(name);
        }
    }
}
