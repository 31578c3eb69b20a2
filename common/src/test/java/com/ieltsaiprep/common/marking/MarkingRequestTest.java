package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Requests to the models. The golden files are rewritten with {@code -Dgolden=write}; a change of
 * their words needs a new version of the prompts.
 */
final class MarkingRequestTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/com/ieltsaiprep/common/marking/requests");

    private static final String LETTER_TASK =
            """
            You bought a lamp in a shop, and it does not work. Write to the manager of the shop.
            - describe the lamp and where you bought it
            - explain what is wrong with it
            - say what you want the manager to do\
            """;

    private static final String LETTER =
            """
            Dear Sir or Madam,

            Last Saturday I bought a green desk lamp in your shop at Mill Street. It is the model \
            with two arms, and I paid 35 pounds in cash.

            When I switched it on at home, the light was flickering, and after an hour it did not \
            work any more. I have changed the bulb, but without success.

            I would like to get my money back, because I need a lamp for my studies soon.

            Yours faithfully,
            A customer\
            """;

    private final MarkingEngine engine = new MarkingEngine(MarkingSamples.CONFIG);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "academic_task_1.task_achievement.plain.first.descending",
                "academic_task_1.lexical_resource.plain.first.ascending",
                "academic_task_1.feedback.plain.first.descending",
                "general_task_1.task_achievement.plain.first.ascending",
                "general_task_1.coherence_and_cohesion.plain.first.descending",
                "task_2.task_response.plain.first.descending",
                "task_2.coherence_and_cohesion.plain.first.ascending",
                "task_2.grammatical_range_and_accuracy.plain.first.descending",
                "task_2.feedback.plain.first.descending",
                "task_2.task_response.plain.first.descending.repair"
            })
    void readsLikeAnExaminersInstructions(String id) throws IOException {
        String written = written(request(id));
        Path file = GOLDEN.resolve(id + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, written);
        }

        assertThat(written).isEqualTo(Files.readString(file));
    }

    @Test
    void asksForEvidenceBeforeTheBand() {
        String schema = Json.write(request(first("task_2", "task_response")).schema());

        assertThat(schema)
                .startsWith("{\"type\":\"object\",\"properties\":{\"evidence\":")
                .containsSubsequence(
                        "\"evidence\":",
                        "\"quote\":",
                        "\"comment\":",
                        "\"kind\":",
                        "\"checklist\":",
                        "\"limiting_factor\":",
                        "\"next_step\":",
                        "\"band\":",
                        "\"required\":[\"evidence\",\"checklist\",\"limiting_factor\",\"next_step\",\"band\"]");
        assertThat(request(first("task_2", "task_response")).schema())
                .containsOnlyKeys("type", "properties", "required");
    }

    @Test
    void putsTheAnswerLast() {
        assertThat(request(first("task_2", "task_response")).user())
                .startsWith(
                        "{\"criterion\":\"task_response\",\"framing\":\"descending\",\"task\":\"task_2\",\"prompt\":\"")
                .containsSubsequence(
                        "\"facts\":{\"words\":", "\"descriptors\":[", "\"candidate_answer\":\"");
        for (ModelRequest request : requests()) {
            List<String> members = new ArrayList<>();
            if (request.tool().equals("mark_criterion")) {
                members.add("criterion");
            }
            members.addAll(List.of("framing", "task", "prompt"));
            if (request.id().startsWith("academic_task_1")) {
                members.add("marker_notes");
            }
            members.addAll(List.of("facts", "descriptors", "candidate_answer"));
            assertThat(ScriptedMarker.user(request).keySet()).containsExactlyElementsOf(members);
        }
    }

    @ParameterizedTest
    @EnumSource
    void describesNineBandsInTheOrderOfTheFraming(Framing framing) {
        for (ModelRequest request : requests()) {
            if (request.id().endsWith("." + framing.id()) && !request.id().contains("feedback")) {
                assertThat(bands(request))
                        .isEqualTo(
                                switch (framing) {
                                    case DESCENDING -> List.of(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
                                    case ASCENDING -> List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
                                });
            }
        }
    }

    @Test
    void fillsInEveryPlaceOfTheInstructions() {
        assertThat(requests())
                .allSatisfy(
                        it ->
                                assertThat(it.system())
                                        .doesNotContain("{", "}", "null")
                                        .hasSizeBetween(1_500, 6_000));
    }

    @Test
    void doesNotCountWordsOfTheMarkerNotesAsCopied() {
        String notes = MarkingSamples.ESSAY.substring(0, MarkingSamples.ESSAY.indexOf('.'));
        TaskAnswer plain = MarkingSamples.task2(MarkingSamples.ESSAY);
        TaskAnswer noted = new TaskAnswer(plain.task(), plain.prompt(), notes, plain.essay());

        assertThat(new TaskPlan(noted).facts().countedWords())
                .isEqualTo(new TaskPlan(plain).facts().countedWords());
    }

    /** Checks that neither account, country nor module is an input of a request. */
    @Test
    void saysNothingOfThePerson() {
        String academic = written(MarkingSamples.essay(MarkingSamples.ESSAY));
        String general =
                written(
                        new Submission(
                                ExamModule.GENERAL_WRITING,
                                List.of(MarkingSamples.task2(MarkingSamples.ESSAY))));

        assertThat(general).isEqualTo(academic);
        assertThat(Submission.class.getRecordComponents())
                .extracting(it -> it.getName())
                .containsExactly("module", "answers");
        assertThat(TaskAnswer.class.getRecordComponents())
                .extracting(it -> it.getName())
                .containsExactly("task", "prompt", "markerNotes", "essay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"white space", "line ends", "composed", "quotes", "invisible"})
    void asksTheSameForAnswersThatReadTheSame(String change) {
        String plain = MarkingSamples.ESSAY.replace("grandmother", "grandm\u00e8re");
        String changed =
                switch (change) {
                    case "white space" ->
                            "\n " + plain.replace(". ", ".  ").replace("\n\n", " \n\n\n\t") + " \n";
                    case "line ends" -> plain.replace("\n", "\r\n");
                    case "composed" -> plain.replace("\u00e8", "e\u0300");
                    case "quotes" -> plain.replace('\'', '\u2019');
                    default -> plain.replace("the ", "the \u200b").replace("town", "to\u00adwn");
                };

        assertThat(written(MarkingSamples.essay(changed)))
                .isEqualTo(written(MarkingSamples.essay(plain)));
    }

    private ModelRequest request(String id) {
        return requests().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static String first(String task, String criterion) {
        return task + "." + criterion + ".plain.first.descending";
    }

    private List<ModelRequest> requests() {
        Submission letter =
                new Submission(
                        ExamModule.GENERAL_WRITING,
                        List.of(
                                new TaskAnswer(
                                        WritingTask.GENERAL_TASK_1, LETTER_TASK, Essay.of(LETTER)),
                                MarkingSamples.task2(MarkingSamples.ESSAY)));
        MarkingState academic =
                engine.begin(MarkingSamples.test(MarkingSamples.REPORT, MarkingSamples.ESSAY));
        MarkingState invalid =
                engine.replied(
                        engine.begin(letter),
                        first("task_2", "task_response"),
                        new ModelReply("max_tokens", List.of(), 0, 0));
        List<ModelRequest> requests = new ArrayList<>(engine.next(academic));
        requests.addAll(engine.next(invalid));
        return requests;
    }

    private String written(Submission submission) {
        StringBuilder all = new StringBuilder();
        engine.next(engine.begin(submission)).forEach(it -> all.append(written(it)));
        return all.toString();
    }

    private static String written(ModelRequest request) {
        return """
        id: %s
        model: %s
        tool: %s
        limit: %d tokens

        ---- system ----
        %s

        ---- user ----
        %s

        ---- schema ----
        %s
        """
                .formatted(
                        request.id(),
                        request.model(),
                        request.tool(),
                        request.maxTokens(),
                        request.system(),
                        indented(ScriptedMarker.user(request), ""),
                        indented(request.schema(), ""));
    }

    /** Returns JSON with a member a line; what has no lists or objects inside stays on one. */
    private static String indented(@Nullable Object value, String indent) {
        String inner = indent + "  ";
        List<String> lines = new ArrayList<>();
        if (value instanceof Map<?, ?> map && !isFlat(map.values())) {
            map.forEach(
                    (name, member) ->
                            lines.add(inner + Json.write(name) + ": " + indented(member, inner)));
            return "{\n" + String.join(",\n", lines) + "\n" + indent + "}";
        } else if (value instanceof List<?> list && !isFlat(list)) {
            list.forEach(item -> lines.add(inner + indented(item, inner)));
            return "[\n" + String.join(",\n", lines) + "\n" + indent + "]";
        }
        return Json.write(value);
    }

    private static boolean isFlat(Iterable<?> values) {
        for (Object value : values) {
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> bands(ModelRequest request) {
        List<Object> bands = new ArrayList<>();
        if (ScriptedMarker.user(request).get("descriptors") instanceof List<?> list) {
            list.forEach(it -> bands.add(Json.members(it).getOrDefault("band", "none")));
        }
        return bands;
    }
}
