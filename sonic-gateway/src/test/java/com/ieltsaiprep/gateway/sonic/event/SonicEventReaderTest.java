package com.ieltsaiprep.gateway.sonic.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

class SonicEventReaderTest {
    private static final byte[] PCM = {0, 1, 2, -1};

    private static final Map<String, SonicOutput> CASES =
            Map.ofEntries(
                    Map.entry("completion-start", new SonicOutput.CompletionStart("c")),
                    Map.entry(
                            "text-start-planned",
                            new SonicOutput.TextStart("k", Role.ASSISTANT, Stage.SPECULATIVE)),
                    Map.entry("text-start-final", userTextStart()),
                    Map.entry(
                            "text-start-fields-reversed",
                            new SonicOutput.TextStart("k", Role.ASSISTANT, Stage.SPECULATIVE)),
                    Map.entry("text-start-without-stage", userTextStart()),
                    Map.entry("text-start-broken-stage", userTextStart()),
                    Map.entry("text", new SonicOutput.Text("k", Role.USER, "naïve é \"quoted\"")),
                    Map.entry("text-without-anything", new SonicOutput.Text("", Role.OTHER, "")),
                    Map.entry("text-of-another-role", new SonicOutput.Text("k", Role.OTHER, "x")),
                    Map.entry("interrupted", new SonicOutput.Interrupted()),
                    Map.entry("interrupted-tight", new SonicOutput.Interrupted()),
                    Map.entry(
                            "interrupted-said-aloud",
                            new SonicOutput.Text("k", Role.USER, "I was interrupted : true")),
                    Map.entry("audio-start", new SonicOutput.AudioStart("k")),
                    Map.entry("audio", new SonicOutput.Audio("k", PCM)),
                    Map.entry("audio-id-last", new SonicOutput.Audio("k", PCM)),
                    Map.entry("tool-start", new SonicOutput.ToolStart("k")),
                    Map.entry(
                            "tool-use",
                            new SonicOutput.ToolUse(
                                    "k", "finish_part", "u", "{\"reason\":\"done\"}")),
                    Map.entry(
                            "content-end",
                            new SonicOutput.ContentEnd(
                                    "k", ContentType.TEXT, StopReason.PARTIAL_TURN)),
                    Map.entry(
                            "content-end-interrupted",
                            new SonicOutput.ContentEnd(
                                    "k", ContentType.AUDIO, StopReason.INTERRUPTED)),
                    Map.entry(
                            "content-end-unknown",
                            new SonicOutput.ContentEnd("k", ContentType.OTHER, StopReason.OTHER)),
                    Map.entry("usage", new SonicOutput.Usage(1, 2, 3, 4)),
                    Map.entry("usage-empty", new SonicOutput.Usage(0, 0, 0, 0)),
                    Map.entry("speech-start", new SonicOutput.SpeechStart(37_520)),
                    Map.entry("speech-end", new SonicOutput.SpeechEnd(1_920, 2_400)),
                    Map.entry("speech-end-without-offsets", new SonicOutput.SpeechEnd(0, 0)),
                    Map.entry("completion-end", new SonicOutput.CompletionEnd()),
                    Map.entry("unknown-event", new SonicOutput.Unknown("videoOutput")),
                    Map.entry("unknown-keys-everywhere", new SonicOutput.CompletionStart("c")));

    private final SonicEventReader reader = new SonicEventReader();

    private static SonicOutput userTextStart() {
        return new SonicOutput.TextStart("k", Role.USER, Stage.FINAL);
    }

    static Stream<String> cases() {
        return CASES.keySet().stream();
    }

    @Test
    void everyGoldenFileHasACaseAndEveryEventAFile() throws IOException {
        assertThat(GoldenFiles.names("output")).isEqualTo(new TreeSet<>(CASES.keySet()));
        assertThat(CASES.values().stream().map(SonicOutput::getClass).distinct().toList())
                .hasSize(SonicOutput.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEachGoldenFile(String name) {
        assertThat(reader.read(GoldenFiles.read("output", name)))
                .usingRecursiveComparison()
                .isEqualTo(CASES.get(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "[]",
                "{}",
                "\"secret\"",
                "{\"event\":{}}",
                "{\"event\":{\"textOutput\":\"secret\"}}",
                "{\"event\":{\"textOutput\":{\"content\":\"secret",
                "{\"event\":{\"textOutput\":{\"content\":\"secret\"}}",
                "{\"event\":{\"textOutput\":{\"content\":\"secret\"}}} secret",
                "{\"event\":{\"audioOutput\":{\"content\":\"sec*ret\"}}}",
                "{\"event\":{\"a\":{\"b\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}}}"
            })
    void refusesMalformedEventsWithoutQuotingThem(String json) {
        assertThatThrownBy(() -> reader.read(json.getBytes(UTF_8)))
                .isInstanceOf(MalformedEventException.class)
                .hasNoCause()
                .extracting(Throwable::toString)
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void cutsTheNamesOfUnknownEvents() {
        String json = "{\"event\":{\"%s\":{}}}".formatted("x".repeat(200));
        assertThat(reader.read(json.getBytes(UTF_8)))
                .isEqualTo(new SonicOutput.Unknown("x".repeat(64)));
    }

    @Property(tries = 200)
    void audioIsDecodedUnchanged(@ForAll @Size(max = 8000) byte[] pcm) {
        String json =
                "{\"event\":{\"audioOutput\":{\"contentId\":\"k\",\"content\":\"%s\"}}}"
                        .formatted(Base64.getEncoder().encodeToString(pcm));
        assertThat(reader.read(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        SonicOutput.Audio.class, audio -> assertThat(audio.pcm()).isEqualTo(pcm));
    }

    @Property(tries = 3000)
    void readsOrRefusesCorruptedEvents(
            @ForAll @IntRange(max = 24) int file,
            @ForAll @Size(min = 1, max = 4) byte[] noise,
            @ForAll @IntRange(max = 400) int at,
            @ForAll boolean cut) {
        byte[] event =
                GoldenFiles.read("output", CASES.keySet().stream().sorted().toList().get(file));
        for (int i = 0; i < noise.length; i++) {
            event[(at + 7 * i) % event.length] = noise[i];
        }
        byte[] corrupted = cut ? Arrays.copyOf(event, at % event.length) : event;
        try {
            assertThat(reader.read(corrupted)).isNotNull();
        } catch (MalformedEventException refused) {
            assertThat(refused).hasNoCause();
        }
    }
}
