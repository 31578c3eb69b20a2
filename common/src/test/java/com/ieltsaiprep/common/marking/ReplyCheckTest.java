package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.marking.ModelReply.Block;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Replies of models, good and hostile. */
final class ReplyCheckTest {
    private static final MarkingCall CALL =
            new MarkingCall(
                    WritingTask.TASK_2,
                    Optional.of(Criterion.TASK_RESPONSE),
                    EssayVersion.PLAIN,
                    false,
                    Framing.DESCENDING);

    private static final MarkingCall FEEDBACK =
            new MarkingCall(
                    WritingTask.TASK_2,
                    Optional.empty(),
                    EssayVersion.PLAIN,
                    false,
                    Framing.DESCENDING);

    private static final String QUOTE = "the air becomes cleaner";

    private final OwnWords words = new OwnWords(MarkingSamples.ESSAY, MarkingSamples.QUESTION);

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("two tool calls", reply("tool_use", use(7), use(7)), "SEVERAL_TOOL_CALLS"),
                fault("text only", reply("end_turn", new Block.Text("Band 7")), "NO_TOOL_CALL"),
                fault("nothing", reply("end_turn"), "NO_TOOL_CALL"),
                fault(
                        "other tool",
                        reply("tool_use", new Block.ToolUse("set_band", good(7))),
                        "OTHER_TOOL"),
                fault("truncated", reply("max_tokens", use(7)), "CUT_OFF"),
                fault("guardrail", reply("guardrail_intervened", use(7)), "STOPPED"),
                fault("filter", reply("content_filtered"), "STOPPED"));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                fault("empty input", changed("band", null, true), "MISSING_MEMBER"),
                fault("null", changed("next_step", null, false), "MISSING_MEMBER"),
                fault("extra", changed("overall", 9, false), "UNKNOWN_MEMBER"),
                fault("evidence as text", changed("evidence", "good", false), "WRONG_TYPE"),
                fault(
                        "evidence of texts",
                        changed("evidence", List.of("good"), false),
                        "WRONG_TYPE"),
                fault(
                        "evidence of nothing",
                        changed("evidence", List.of(Map.of()), false),
                        "MISSING_MEMBER"),
                fault("number as text", changed("next_step", 7, false), "WRONG_TYPE"),
                fault("endless text", changed("next_step", "x".repeat(100_000), false), "TOO_LONG"),
                fault(
                        "endless list",
                        changed("evidence", Collections.nCopies(1_000, 1), false),
                        "TOO_LONG"),
                fault(
                        "unknown choice",
                        changed("checklist", List.of(Map.of("item", "A", "met", "maybe")), false),
                        "UNKNOWN_CHOICE"));
    }

    static Stream<Arguments> bands() {
        return Stream.of(
                fault("half a band", reply("tool_use", use(6.5)), "WRONG_NUMBER"),
                fault("text for a number", reply("tool_use", use("7")), "WRONG_TYPE"),
                fault("ten", reply("tool_use", use(10)), "WRONG_NUMBER"),
                fault("zero", reply("tool_use", use(0)), "WRONG_NUMBER"),
                fault("minus one", reply("tool_use", use(-1)), "WRONG_NUMBER"),
                fault("not a number", reply("tool_use", use(Double.NaN)), "WRONG_NUMBER"),
                fault("infinite", reply("tool_use", use(Double.POSITIVE_INFINITY)), "WRONG_NUMBER"),
                fault("huge", reply("tool_use", use(BigInteger.TWO.pow(99))), "WRONG_NUMBER"),
                fault("overflow", reply("tool_use", use((1L << 32) + 7)), "WRONG_NUMBER"),
                fault("boolean", reply("tool_use", use(true)), "WRONG_TYPE"),
                fault("list", reply("tool_use", use(List.of(7))), "WRONG_TYPE"));
    }

    @ParameterizedTest
    @MethodSource({"faults", "members", "bands"})
    void namesTheFaultOfAnInvalidReply(ModelReply reply, String fault) {
        assertThat(ReplyCheck.of(CALL, reply, words))
                .isEqualTo(new CallOutcome.Invalid(ReplyFault.valueOf(fault)));
    }

    @Test
    void acceptsProseBesideTheCall() {
        ModelReply reply = reply("tool_use", new Block.Text("Here is my mark."), use(7));

        assertThat(opinion(reply).band()).isEqualTo(7);
    }

    @Test
    void acceptsAWholeNumberInAnyForm() {
        assertThat(opinion(reply("tool_use", use(7L))).band()).isEqualTo(7);
        assertThat(opinion(reply("end_turn", use(7.0))).band()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the air becomes cleaner             | true
                    The air becomes  "cleaner"          | false
                    The Air Becomes cleaner.            | true
                    the air becomes much cleaner        | false
                    should be closed to private cars    | false
                    people think that                   | false
                    and since then my grandmother walks there every day | false
                    """)
    void keepsQuotesOfTheCandidatesOwnWordsOnly(String quote, boolean kept) {
        CriterionOpinion opinion =
                opinion(ScriptedMarker.reply("mark_criterion", ScriptedMarker.criterion(6, quote)));

        assertThat(opinion.evidence()).hasSize(kept ? 1 : 0);
        assertThat(opinion.band()).isEqualTo(6);
    }

    @Test
    void dropsTextsThatRepeatTheEssayAndStripsMarkup() {
        Map<String, @Nullable Object> input = good(6);
        input.put(
                "limiting_factor", "You wrote that the market square was closed three years ago.");
        input.put("next_step", "<script>alert(1)</script>Write <b>two</b> topic sentences.");

        CriterionOpinion opinion = opinion(ScriptedMarker.reply("mark_criterion", input));

        assertThat(opinion.limitingFactor()).isEmpty();
        assertThat(opinion.nextStep()).isEqualTo("alert(1)Write two topic sentences.");
    }

    @Test
    void sortsErrorPatternsAndDropsThoseWithoutAPlaceOrACorrection() {
        Map<String, @Nullable Object> input = ScriptedMarker.feedback(QUOTE);
        input.put(
                "error_patterns",
                List.of(
                        ScriptedMarker.pattern("A", 1, QUOTE, "the air gets cleaner"),
                        ScriptedMarker.pattern("B", 5, "With this measures", "With these measures"),
                        ScriptedMarker.pattern("C", 9, "in no essay", "anything"),
                        ScriptedMarker.pattern("D", 9, QUOTE, QUOTE)));

        assertThat(feedback(input).errorPatterns())
                .extracting(ErrorPattern::pattern)
                .containsExactly("B", "A");
    }

    @Test
    void keepsImprovedSentencesOfTheCandidateOnly() {
        String original = "However, such a plan needs preparation.";
        Map<String, @Nullable Object> input = ScriptedMarker.feedback(QUOTE);
        input.put(
                "improved_sentences",
                List.of(
                        sentence(original, "However, a plan of this kind takes preparation."),
                        sentence(original, "however such a plan needs preparation!"),
                        sentence("This sentence is not there.", "Nor is this one.")));

        assertThat(feedback(input).improvedSentences())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.original())
                                    .isEqualTo("However, such a plan needs preparation");
                            assertThat(it.improved()).startsWith("However, a plan of");
                        });
    }

    @Test
    void requiresThreeNextActions() {
        Map<String, @Nullable Object> input = ScriptedMarker.feedback(QUOTE);
        input.put("next_actions", List.of("One.", "Two."));

        assertThat(ReplyCheck.of(FEEDBACK, ScriptedMarker.reply("give_feedback", input), words))
                .isEqualTo(new CallOutcome.Invalid(ReplyFault.TOO_SHORT));
    }

    @Test
    void boundsWhatIsKept() {
        Map<String, @Nullable Object> input = ScriptedMarker.feedback(QUOTE);
        List<Object> patterns = new ArrayList<>();
        List<Object> sentences = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            patterns.add(ScriptedMarker.pattern("P" + i, 1, QUOTE, "correction " + i));
            sentences.add(sentence(QUOTE, "Sentence number " + i));
        }
        input.put("error_patterns", patterns);
        input.put("improved_sentences", sentences);

        assertThat(feedback(input).errorPatterns()).hasSize(7);
        assertThat(feedback(input).improvedSentences()).hasSize(3);
    }

    private CriterionOpinion opinion(ModelReply reply) {
        CallOutcome outcome = ReplyCheck.of(CALL, reply, words);
        assertThat(outcome).isInstanceOf(CallOutcome.Marked.class);
        return ((CallOutcome.Marked) outcome).opinion();
    }

    private Feedback feedback(Map<String, @Nullable Object> input) {
        CallOutcome outcome =
                ReplyCheck.of(FEEDBACK, ScriptedMarker.reply("give_feedback", input), words);
        assertThat(outcome).isInstanceOf(CallOutcome.Advised.class);
        return ((CallOutcome.Advised) outcome).feedback();
    }

    private static Arguments fault(String name, ModelReply reply, String fault) {
        return Arguments.argumentSet(name, reply, fault);
    }

    private static ModelReply reply(String stopReason, Block... blocks) {
        return new ModelReply(stopReason, List.of(blocks), 0, 0);
    }

    private static Block use(Object band) {
        return new Block.ToolUse("mark_criterion", good(band));
    }

    private static Map<String, @Nullable Object> good(Object band) {
        return ScriptedMarker.criterion(band, QUOTE);
    }

    private static ModelReply changed(String name, @Nullable Object value, boolean empty) {
        Map<String, @Nullable Object> input = empty ? new LinkedHashMap<>() : good(7);
        input.put(name, value);
        return ScriptedMarker.reply("mark_criterion", input);
    }

    private static Map<String, Object> sentence(String original, String improved) {
        return Map.of("original", original, "improved", improved, "why", "It is clearer.");
    }
}
