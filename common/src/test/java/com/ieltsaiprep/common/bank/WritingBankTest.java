package com.ieltsaiprep.common.bank;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.bank.Stimulus.EssayQuestion;
import com.ieltsaiprep.common.bank.Stimulus.LetterBrief;
import com.ieltsaiprep.common.bank.Stimulus.QuestionType;
import com.ieltsaiprep.common.bank.Stimulus.Register;
import com.ieltsaiprep.common.marking.WritingTask;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class WritingBankTest {
    private static final Json JSON = new Json(8, 2_000);
    private static final WritingBank BANK = WritingBank.load();

    static Stream<List<WritingPrompt>> kinds() {
        return Arrays.stream(ExamModule.values())
                .flatMap(
                        module ->
                                Arrays.stream(WritingTask.values())
                                        .map(task -> BANK.tasks(module, task)))
                .filter(prompts -> !prompts.isEmpty());
    }

    static Stream<WritingPrompt> prompts() {
        return kinds().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAtLeastTwentyTasksOfEachKind(List<WritingPrompt> prompts) {
        assertThat(prompts).hasSizeGreaterThanOrEqualTo(20);
        assertThat(kinds()).hasSize(4);
    }

    @Test
    void hasUniqueIdsAndTitles() {
        assertThat(prompts().map(WritingPrompt::taskId)).doesNotHaveDuplicates();
        assertThat(prompts().map(WritingPrompt::title)).doesNotHaveDuplicates();
    }

    @Test
    void findsATaskByItsId() {
        assertThat(prompts())
                .allSatisfy(prompt -> assertThat(BANK.find(prompt.taskId())).contains(prompt));
        assertThat(BANK.find("a1-00")).isEmpty();
        assertThat(BANK.find("")).isEmpty();
    }

    @Test
    void givesEachModuleItsOwnTasks() {
        assertThat(ids(ExamModule.ACADEMIC_WRITING, WritingTask.ACADEMIC_TASK_1)).contains("a1-01");
        assertThat(ids(ExamModule.ACADEMIC_WRITING, WritingTask.TASK_2)).contains("a2-01");
        assertThat(ids(ExamModule.GENERAL_WRITING, WritingTask.GENERAL_TASK_1)).contains("g1-01");
        assertThat(ids(ExamModule.GENERAL_WRITING, WritingTask.TASK_2)).contains("g2-01");
        assertThat(ids(ExamModule.ACADEMIC_WRITING, WritingTask.GENERAL_TASK_1)).isEmpty();
        assertThat(ids(ExamModule.GENERAL_WRITING, WritingTask.ACADEMIC_TASK_1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WritingTask.class)
    void hasNoTasksForSpeaking(WritingTask task) {
        assertThat(ids(ExamModule.ACADEMIC_SPEAKING, task)).isEmpty();
        assertThat(ids(ExamModule.GENERAL_SPEAKING, task)).isEmpty();
    }

    private static List<String> ids(ExamModule module, WritingTask task) {
        return BANK.tasks(module, task).stream().map(WritingPrompt::taskId).toList();
    }

    @Test
    void asksForTheLengthAndTimeOfTheTest() {
        assertThat(prompts())
                .allSatisfy(
                        prompt -> {
                            boolean isEssay = prompt.task() == WritingTask.TASK_2;
                            assertThat(prompt.toJson())
                                    .containsEntry("task_id", prompt.taskId())
                                    .containsEntry("task", prompt.task().id())
                                    .containsEntry("minimum_words", isEssay ? 250 : 150)
                                    .containsEntry("minutes", isEssay ? 40 : 20);
                        });
    }

    @Test
    void hasWellFormedTexts() {
        assertThat(prompts())
                .allSatisfy(
                        prompt -> {
                            assertThat(prompt.title()).hasSizeBetween(5, 45).doesNotEndWith(".");
                            assertThat(prompt.instructions())
                                    .hasSizeBetween(100, 700)
                                    .doesNotContain("  ", "{", "}", "\t");
                            assertThat(prompt.instructions().codePoints())
                                    .as("characters that a keyboard or a font may lack")
                                    .allMatch(c -> c < 0x250 || "–…".indexOf(c) >= 0);
                        });
    }

    // The tests of the page read the charts from the resources.
    @Test
    void sendsEachChartAsItIsInTheBankWithoutTheMainFeatures() throws IOException {
        for (Map<String, @Nullable Object> task : academicTask1AsJson()) {
            Map<String, @Nullable Object> chart = new HashMap<>(Json.members(task.get("chart")));
            chart.remove("shape");
            WritingPrompt prompt = BANK.find(String.valueOf(task.get("task_id"))).orElseThrow();
            String sent = Json.write(prompt.toJson().get("chart"));
            assertThat(JSON.read(sent)).isEqualTo(chart);
        }
    }

    private static List<Map<String, @Nullable Object>> academicTask1AsJson() throws IOException {
        try (InputStream file =
                requireNonNull(WritingBank.class.getResourceAsStream("academic-task-1.json"))) {
            Object tasks = Json.members(JSON.read(file.readAllBytes())).get("tasks");
            return ((List<?>) requireNonNull(tasks)).stream().map(Json::members).toList();
        }
    }

    @Test
    void asksForThreePointsInEachLetterAndMixesRegisters() {
        List<LetterBrief> letters = all(LetterBrief.class);

        assertThat(letters).allSatisfy(letter -> assertThat(letter.bullets()).hasSize(3));
        assertThat(letters.stream().flatMap(letter -> letter.bullets().stream()))
                .doesNotHaveDuplicates()
                .allSatisfy(bullet -> assertThat(bullet).matches("[a-z].{10,90}[^.]"));
        for (Register register : Register.values()) {
            assertThat(letters.stream().filter(letter -> letter.register() == register))
                    .as(register.id())
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void greetsTheReaderOfEachLetterByItsRegister() {
        assertThat(prompts().filter(prompt -> prompt.stimulus() instanceof LetterBrief))
                .allSatisfy(
                        prompt ->
                                assertThat(prompt.instructions())
                                        .containsPattern(
                                                switch (((LetterBrief) prompt.stimulus())
                                                        .register()) {
                                                    case FORMAL ->
                                                            "\"Dear (Sir or Madam|Editor),\"";
                                                    case SEMI_FORMAL ->
                                                            "\"Dear (Mr|Ms|Mrs|Dr)\\b.*,\"";
                                                    case INFORMAL -> "\"Dear …,\"";
                                                }));
    }

    @ParameterizedTest
    @EnumSource(QuestionType.class)
    void asksEachTypeOfQuestionInBothModules(QuestionType type) {
        for (ExamModule module : List.of(ExamModule.ACADEMIC_WRITING, ExamModule.GENERAL_WRITING)) {
            assertThat(BANK.tasks(module, WritingTask.TASK_2))
                    .filteredOn(prompt -> prompt.stimulus().equals(new EssayQuestion(type)))
                    .as(module.id())
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void drawsChartsOfAllTypes() {
        assertThat(all(Chart.class).stream().map(chart -> chart.figure().type()))
                .contains("bar", "grouped_bar", "line", "pie", "table", "process", "map");
        assertThat(all(Chart.class))
                .allSatisfy(chart -> assertThat(chart.shape()).matches("[A-Z0-9].{80,}\\."));
        assertThat(all(Chart.class).stream().map(Chart::title)).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheMainFeaturesFromTheCandidate() {
        for (WritingPrompt prompt : BANK.tasks(ExamModule.ACADEMIC_WRITING, task1())) {
            String shape = ((Chart) prompt.stimulus()).shape();
            assertThat(Json.write(prompt.toJson())).doesNotContain(shape, "\"shape\"");
            assertThat(prompt.forMarker()).doesNotContain(shape);
            assertThat(prompt.markerNotes()).isEqualTo(shape);
        }
    }

    @Test
    void givesTheMarkerAllThatTheCandidateSees() {
        assertThat(prompts())
                .allSatisfy(
                        prompt -> {
                            assertThat(prompt.forMarker()).startsWith(prompt.instructions());
                            assertThat(prompt.forMarker()).contains(visibleTexts(prompt));
                        });
    }

    private static List<String> visibleTexts(WritingPrompt prompt) {
        List<String> texts = new ArrayList<>();
        switch (prompt.stimulus()) {
            case LetterBrief letter -> texts.addAll(letter.bullets());
            case EssayQuestion question -> texts.add(question.type().id().replace('_', ' '));
            case Chart chart -> {
                texts.add(chart.title());
                texts.addAll(visibleTexts(chart.figure()));
            }
        }
        return texts;
    }

    private static List<String> visibleTexts(Figure figure) {
        return switch (figure) {
            case DataFigure data ->
                    Stream.concat(
                                    Stream.concat(data.unit().stream(), data.categories().stream()),
                                    data.series().stream().map(DataFigure.Series::name))
                            .toList();
            case ProcessDiagram process ->
                    process.steps().stream()
                            .map(step -> step.label() + ": " + step.detail())
                            .toList();
            case MapPair maps ->
                    Stream.concat(
                                    maps.times().stream(),
                                    maps.areas().stream().map(area -> "| " + area.label() + " |"))
                            .toList();
        };
    }

    @Test
    void givesTheMarkerEachValueInItsCell() {
        assertThat(BANK.find("a1-11").orElseThrow().forMarker())
                .contains(
                        """
                        | Vegetable | Weeks to first harvest | Water per week (litres) | Yield per pot (kg) | Cost per pot (euros) | Pots that failed (%) |
                        | --- | --- | --- | --- | --- | --- |
                        | Tomatoes | 11 | 14 | 4.2 | 6.5 | 12 |
                        | Lettuce | 6 | 5 | 0.9 | 2.2 | 8 |
                        | Peppers | 13 | 9 | 1.6 | 5.8 | 31 |
                        | Radishes | 4 | 3 | 0.4 | 1.5 | 3 |
                        | Beans | 9 | 8 | 2.1 | 3 | 10 |\
                        """);
        assertThat(BANK.find("a1-06").orElseThrow().forMarker())
                .contains(
                        "| Area | Part of the map | 1985 (share of the map) | Today (share of the"
                                + " map) |",
                        "| Woodland | north | 25% | – |",
                        "| Woodland | north | – | 17% |",
                        "| Hotel | north-east | – | 8% |",
                        "| Cafés and shops | centre | – | 6% |",
                        "| Sea | south | 25% | 25% |");
        assertThat(BANK.find("a1-12").orElseThrow().forMarker())
                .contains("Cycle:\n1. Cafés: ", "\n7. Delivery: ", "leads back to the first");
    }

    @Test
    void hasNoNearDuplicatesWithinAKind() {
        assertThat(kinds())
                .allSatisfy(prompts -> assertThat(NearDuplicates.in(texts(prompts))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wouldFindAPlantedNearDuplicate(List<WritingPrompt> prompts) {
        List<String> texts = texts(prompts);
        String original = texts.get(4);
        List<String> words = new ArrayList<>(List.of(original.split(" ")));
        for (int word = 3; word < words.size(); word += 6) {
            words.set(word, "another" + word);
        }

        texts.add(String.join(" ", words));

        assertThat(NearDuplicates.in(texts)).hasSize(1);
        assertThat(NearDuplicates.in(texts).getFirst()).contains(original);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wouldFindAPlantedTaskWithItsWordsInAnotherOrder(List<WritingPrompt> prompts) {
        List<String> texts = texts(prompts);
        List<String> words = new ArrayList<>(List.of(texts.get(7).split(" ")));
        Collections.reverse(words);

        texts.add(String.join(" ", words));

        assertThat(NearDuplicates.in(texts)).hasSize(1);
    }

    /** Returns what tells the tasks of one kind apart, without their common closing words. */
    private static List<String> texts(List<WritingPrompt> prompts) {
        Set<String> closings =
                prompts.stream()
                        .map(prompt -> prompt.instructions())
                        .map(text -> text.substring(text.lastIndexOf("\n\n")))
                        .collect(Collectors.toCollection(HashSet::new));
        return prompts.stream()
                .map(
                        prompt -> {
                            String text = prompt.instructions();
                            for (String closing : closings) {
                                text = text.replace(closing, "");
                            }
                            return switch (prompt.stimulus()) {
                                case Chart chart ->
                                        text + " " + String.join(" ", visibleTexts(chart.figure()));
                                case LetterBrief letter ->
                                        text + " " + String.join(" ", letter.bullets());
                                case EssayQuestion _ -> text;
                            };
                        })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static WritingTask task1() {
        return WritingTask.ACADEMIC_TASK_1;
    }

    private static <T> List<T> all(Class<T> type) {
        return prompts()
                .map(WritingPrompt::stimulus)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
