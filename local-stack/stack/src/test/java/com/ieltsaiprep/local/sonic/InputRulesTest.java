package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class InputRulesTest {
    private static final String PROMPT = ClientEvents.PROMPT.replace("$TOOLS", ClientEvents.TOOLS);
    private static final List<String> SYSTEM = block("S", "SYSTEM", false, "Be kind.");
    private static final List<String> OPENED = join(List.of(ClientEvents.SESSION, PROMPT), SYSTEM);
    private static final List<String> TALKING = join(OPENED, List.of(ClientEvents.AUDIO_START));
    private static final String FRAME = ClientEvents.audio("AAAA");
    private static final String PROMPT_END = "{\"event\":{\"promptEnd\":{\"promptName\":\"$P\"}}}";
    private static final String SESSION_END = "{\"event\":{\"sessionEnd\":{}}}";

    static Stream<Arguments> inOrder() {
        return Stream.of(
                row(
                        "a whole session",
                        join(
                                TALKING,
                                List.of(
                                        FRAME,
                                        FRAME,
                                        ClientEvents.end("A"),
                                        PROMPT_END,
                                        SESSION_END))),
                row(
                        "a history",
                        join(
                                OPENED,
                                block("U", "USER", false, "hi"),
                                block("M", "ASSISTANT", false, "hello"),
                                List.of(ClientEvents.AUDIO_START))),
                row(
                        "interactive text while talking",
                        join(
                                TALKING,
                                List.of(FRAME),
                                block("G", "USER", true, "begin"),
                                List.of(FRAME))),
                row("forty messages", join(OPENED, history(40, 1_000))));
    }

    static Stream<Arguments> outOfOrder() {
        String invalid = InputRules.INVALID;
        String late = InputRules.HISTORY_LATE;
        String tooLong = InputRules.HISTORY_LONG;
        return Stream.of(
                row("nothing before sessionStart", List.of(PROMPT), invalid),
                row(
                        "a second sessionStart",
                        List.of(ClientEvents.SESSION, ClientEvents.SESSION),
                        invalid),
                row(
                        "flat endpointing",
                        List.of(
                                "{\"event\":{\"sessionStart\":{\"endpointingSensitivity\":\"LOW\"}}}"),
                        invalid),
                row(
                        "numeric endpointing",
                        List.of(ClientEvents.SESSION.replace("\"HIGH\"", "2")),
                        invalid),
                row(
                        "too many tokens",
                        List.of(ClientEvents.SESSION.replace("1024", "10001")),
                        invalid),
                row(
                        "an unknown voice",
                        List.of(ClientEvents.SESSION, PROMPT.replace("amy", "anna")),
                        invalid),
                row(
                        "48 kHz output",
                        List.of(ClientEvents.SESSION, PROMPT.replace("24000", "48000")),
                        invalid),
                row(
                        "a tool whose schema is no JSON",
                        List.of(
                                ClientEvents.SESSION,
                                PROMPT.replace("{\\\"type\\\":\\\"object\\\"}", "{")),
                        invalid),
                row(
                        "a user text before the system text",
                        join(
                                List.of(ClientEvents.SESSION, PROMPT),
                                block("U", "USER", false, "hi")),
                        invalid),
                row(
                        "a second system text",
                        join(OPENED, block("S2", "SYSTEM", false, "x")),
                        invalid),
                row(
                        "audio before the system text",
                        List.of(ClientEvents.SESSION, PROMPT, ClientEvents.AUDIO_START),
                        invalid),
                row("audio without a container", join(OPENED, List.of(FRAME)), invalid),
                row(
                        "a second audio container",
                        join(TALKING, List.of(ClientEvents.AUDIO_START.replace("\"A\"", "\"B\""))),
                        invalid),
                row(
                        "another prompt's event",
                        join(TALKING, List.of(FRAME.replace("$P", "Q"))),
                        invalid),
                row(
                        "a history that begins with her",
                        join(OPENED, block("M", "ASSISTANT", false, "hello")),
                        invalid),
                row(
                        "two of the same role in a row",
                        join(
                                OPENED,
                                block("U", "USER", false, "a"),
                                block("V", "USER", false, "b")),
                        invalid),
                row(
                        "history after audio",
                        join(TALKING, List.of(ClientEvents.textStart("U", "USER", false))),
                        late),
                row(
                        "audio within a text block",
                        join(TALKING, List.of(ClientEvents.textStart("G", "USER", true), FRAME)),
                        late),
                row("a history text over 1 KB", join(OPENED, history(1, 1_025)), tooLong),
                row("forty-one messages", join(OPENED, history(41, 10)), tooLong),
                row(
                        "more than 40 KB of history",
                        join(
                                OPENED,
                                history(39, 1_000),
                                List.of(ClientEvents.textStart("X", "ASSISTANT", false)),
                                texts("X", 2)),
                        tooLong),
                row(
                        "a tool result without a tool call",
                        join(TALKING, List.of(ClientEvents.toolStart("T", "unknown"))),
                        invalid),
                row(
                        "a tool result that is no JSON",
                        join(
                                TALKING,
                                List.of(
                                        ClientEvents.toolStart("T", "asked"),
                                        ClientEvents.toolResult("T", "done"))),
                        InputRules.TOOL_RESULT_BROKEN),
                row(
                        "the end of a block that is not open",
                        join(TALKING, List.of(ClientEvents.end("Z"))),
                        invalid),
                row("promptEnd with audio open", join(TALKING, List.of(PROMPT_END)), invalid),
                row(
                        "sessionEnd before promptEnd",
                        join(TALKING, List.of(ClientEvents.end("A"), SESSION_END)),
                        invalid),
                row(
                        "something after the end",
                        join(
                                TALKING,
                                List.of(
                                        ClientEvents.end("A"),
                                        PROMPT_END,
                                        SESSION_END,
                                        SESSION_END)),
                        invalid),
                row("no JSON", List.of("hello"), invalid),
                row("an unknown event", List.of("{\"event\":{\"sing\":{}}}"), invalid));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inOrder")
    void acceptsEventsInOrder(String name, List<String> events) {
        assertThat(violations(events)).as(name).containsOnlyNulls();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfOrder")
    void rejectsTheFirstEventOutOfOrderWithTheServicesMessage(
            String name, List<String> events, String message) {
        assertThat(violations(events).stream().filter(Objects::nonNull).findFirst())
                .as(name)
                .contains(message);
    }

    @Test
    void aToolResultIsTakenOnce() {
        List<String> result =
                List.of(
                        ClientEvents.toolStart("T", "asked"),
                        ClientEvents.toolResult("T", "{}"),
                        ClientEvents.end("T"));
        assertThat(violations(join(TALKING, result))).containsOnlyNulls();
        assertThat(violations(join(TALKING, result, result)).get(TALKING.size() + 3))
                .isEqualTo(InputRules.INVALID);
    }

    private static List<@Nullable String> violations(List<String> events) {
        InputRules rules = new InputRules();
        rules.onToolUse("asked");
        List<@Nullable String> violations = new ArrayList<>();
        for (String event : events) {
            byte[] json = event.replace("$P", "P").getBytes(StandardCharsets.UTF_8);
            violations.add(
                    rules.violation(InputEvent.read(JsonValues.write(Map.of("bytes", json)))));
        }
        return violations;
    }

    private static Arguments row(Object... cells) {
        return Arguments.of(cells);
    }

    private static List<String> block(String name, String role, boolean interactive, String text) {
        return List.of(
                ClientEvents.textStart(name, role, interactive),
                ClientEvents.text(name, text),
                ClientEvents.end(name));
    }

    private static List<String> history(int messages, int length) {
        return IntStream.range(0, messages)
                .boxed()
                .flatMap(
                        i ->
                                block(
                                        "H" + i,
                                        i % 2 == 0 ? "USER" : "ASSISTANT",
                                        false,
                                        "x".repeat(length))
                                        .stream())
                .toList();
    }

    private static List<String> texts(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> ClientEvents.text(name, "x".repeat(1_000)))
                .toList();
    }

    private static List<String> join(List<?>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).map(String::valueOf).toList();
    }
}
