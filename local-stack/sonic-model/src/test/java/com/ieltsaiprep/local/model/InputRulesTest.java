package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.model.ModelInput.AudioFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class InputRulesTest {
    private static final ModelInput SESSION = session(1024, 0.9, "HIGH");
    private static final ModelInput PROMPT = prompt(AudioFormat.pcm16(24_000), "amy");
    private static final ModelInput AUDIO_START = audioStart("A");
    private static final ModelInput FRAME = new ModelInput.Audio("P", "A", new byte[64]);
    private static final ModelInput AUDIO_END = new ModelInput.ContentEnd("P", "A");
    private static final ModelInput PROMPT_END = new ModelInput.PromptEnd("P");
    private static final ModelInput SESSION_END = new ModelInput.SessionEnd();
    private static final List<ModelInput> OPENED =
            join(List.of(SESSION, PROMPT), block("S", "SYSTEM", false, "Be kind."));
    private static final List<ModelInput> TALKING = join(OPENED, List.of(AUDIO_START));
    private static final List<ModelInput> RESULT = result("{}", true);

    static Stream<Arguments> inOrder() {
        return Stream.of(
                row(
                        "a whole session",
                        join(TALKING, List.of(FRAME, FRAME, AUDIO_END, PROMPT_END, SESSION_END))),
                row(
                        "a history",
                        join(
                                OPENED,
                                block("U", "USER", false, "hi"),
                                block("M", "ASSISTANT", false, "hello"),
                                List.of(AUDIO_START))),
                row(
                        "interactive text while talking",
                        join(
                                TALKING,
                                List.of(FRAME),
                                block("G", "USER", true, "begin"),
                                List.of(FRAME))),
                row("forty messages", join(OPENED, history(40, 1_000))),
                row(
                        "audio while a result is owed",
                        join(TALKING, List.of(FRAME), RESULT, List.of(FRAME))));
    }

    static Stream<Arguments> outOfOrder() {
        String invalid = InputRules.INVALID;
        return Stream.of(
                row("nothing before sessionStart", List.of(PROMPT), invalid),
                row("a second sessionStart", List.of(SESSION, SESSION), invalid),
                row("an unknown sensitivity", List.of(session(1024, 0.9, "2")), invalid),
                row("too many tokens", List.of(session(10_001, 0.9, "LOW")), invalid),
                row("no token", List.of(session(0, 0.9, "LOW")), invalid),
                row("a topP above 1", List.of(session(1024, 1.1, "LOW")), invalid),
                row(
                        "an unknown voice",
                        List.of(SESSION, prompt(AudioFormat.pcm16(24_000), "anna")),
                        invalid),
                row(
                        "48 kHz output",
                        List.of(SESSION, prompt(AudioFormat.pcm16(48_000), "amy")),
                        invalid),
                row(
                        "a user text before the system text",
                        join(List.of(SESSION, PROMPT), block("U", "USER", false, "hi")),
                        invalid),
                row(
                        "a second system text",
                        join(OPENED, block("S2", "SYSTEM", false, "x")),
                        invalid),
                row("audio before the system text", List.of(SESSION, PROMPT, AUDIO_START), invalid),
                row("audio without a block", join(OPENED, List.of(FRAME)), invalid),
                row("a second audio block", join(TALKING, List.of(audioStart("B"))), invalid),
                row(
                        "another prompt's event",
                        join(TALKING, List.of(new ModelInput.Audio("Q", "A", new byte[64]))),
                        invalid),
                row(
                        "half a sample",
                        join(TALKING, List.of(new ModelInput.Audio("P", "A", new byte[63]))),
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
                        join(TALKING, block("U", "USER", false, "late")),
                        InputRules.HISTORY_LATE),
                row(
                        "audio within a text block",
                        join(TALKING, List.of(textStart("G", "USER", true), FRAME)),
                        InputRules.HISTORY_LATE),
                row(
                        "a history text over 1 KB",
                        join(OPENED, history(1, 1_025)),
                        InputRules.HISTORY_LONG),
                row("forty-one messages", join(OPENED, history(41, 10)), InputRules.HISTORY_LONG),
                row(
                        "more than 40 KB of history",
                        join(OPENED, history(40, 1_024), block("X", "USER", false, "x")),
                        InputRules.HISTORY_LONG),
                row(
                        "a system text over 32 KB",
                        join(
                                List.of(SESSION, PROMPT),
                                block("S", "SYSTEM", false, "x".repeat(32 * 1024 + 1))),
                        invalid),
                row(
                        "a tool result without a tool call",
                        join(TALKING, List.of(new ModelInput.ToolResultStart("P", "T", "unknown"))),
                        invalid),
                row("a second result", join(TALKING, RESULT, RESULT), invalid),
                row(
                        "a tool result that is no JSON object",
                        join(TALKING, result("done", false)),
                        InputRules.TOOL_RESULT_BROKEN),
                row(
                        "the end of a block that is not open",
                        join(TALKING, List.of(new ModelInput.ContentEnd("P", "Z"))),
                        invalid),
                row("promptEnd with audio open", join(TALKING, List.of(PROMPT_END)), invalid),
                row(
                        "sessionEnd before promptEnd",
                        join(TALKING, List.of(AUDIO_END, SESSION_END)),
                        invalid),
                row(
                        "something after the end",
                        join(TALKING, List.of(AUDIO_END, PROMPT_END, SESSION_END, SESSION_END)),
                        invalid),
                row("a malformed event", List.of(new ModelInput.Malformed()), invalid));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inOrder")
    void acceptsEventsInOrder(String name, List<ModelInput> events) {
        assertThat(violations(Forms.documented(), events)).as(name).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfOrder")
    void rejectsTheFirstEventOutOfOrderWithTheServicesMessage(
            String name, List<ModelInput> events, String message) {
        assertThat(violations(Forms.documented(), events)).as(name).first().isEqualTo(message);
    }

    @Test
    void theToolRulesAreForms() {
        assertThat(
                        violations(
                                Forms.of(Form.SECOND_TOOL_RESULT_ACCEPTED),
                                join(TALKING, RESULT, RESULT)))
                .isEmpty();
        assertThat(
                        violations(
                                Forms.of(Form.TOOL_PROSE_ACCEPTED),
                                join(TALKING, result("done", false))))
                .isEmpty();
    }

    @Test
    void audioIsRefusedUntilTheResultHasEnded() {
        InputRules rules = new InputRules(Forms.documented());
        TALKING.forEach(rules::violation);
        rules.onToolUse("asked");
        rules.refuseAudio();

        assertThat(rules.violation(FRAME)).isEqualTo(InputRules.INVALID);
        RESULT.forEach(event -> assertThat(rules.violation(event)).isNull());
        assertThat(rules.violation(FRAME)).isNull();
    }

    /** Returns the violations by events while the tool call {@code asked} is pending. */
    private static List<String> violations(Forms forms, List<ModelInput> events) {
        InputRules rules = new InputRules(forms);
        rules.onToolUse("asked");
        List<String> violations = new ArrayList<>();
        events.stream().map(rules::violation).filter(Objects::nonNull).forEach(violations::add);
        return violations;
    }

    private static Arguments row(Object... cells) {
        return Arguments.of(cells);
    }

    private static ModelInput session(int maxTokens, double topP, String sensitivity) {
        return new ModelInput.SessionStart(maxTokens, topP, 0.7, sensitivity);
    }

    private static ModelInput prompt(AudioFormat format, String voice) {
        return new ModelInput.PromptStart("P", format, voice, true);
    }

    private static ModelInput audioStart(String name) {
        return new ModelInput.AudioStart("P", name, "USER", AudioFormat.pcm16(16_000));
    }

    private static ModelInput textStart(String name, String role, boolean interactive) {
        return new ModelInput.TextStart("P", name, role, interactive);
    }

    private static List<ModelInput> result(String content, boolean isJsonObject) {
        return List.of(
                new ModelInput.ToolResultStart("P", "T", "asked"),
                new ModelInput.ToolResult("P", "T", content, isJsonObject),
                new ModelInput.ContentEnd("P", "T"));
    }

    private static List<ModelInput> block(
            String name, String role, boolean interactive, String text) {
        return List.of(
                textStart(name, role, interactive),
                new ModelInput.Text("P", name, text),
                new ModelInput.ContentEnd("P", name));
    }

    private static List<ModelInput> history(int messages, int length) {
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

    @SafeVarargs
    private static List<ModelInput> join(List<ModelInput>... parts) {
        List<ModelInput> all = new ArrayList<>();
        for (List<ModelInput> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
