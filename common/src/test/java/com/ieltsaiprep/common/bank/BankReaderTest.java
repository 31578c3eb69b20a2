package com.ieltsaiprep.common.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.marking.WritingTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refusals of the reader: each case changes one place of a file that is in order. */
class BankReaderTest {
    private static final String LINE =
            """
            {"type": "line", "title": "Ships", "unit": "Ships", "x_label": "Year",
             "categories": ["1990", "2000"], "series": [{"name": "Steam", "values": [10, 2.5]}],
             "shape": "It falls."}
            """;
    private static final String PIE =
            """
            {"type": "pie", "title": "Ships", "unit": "%", "x_label": "Kind",
             "categories": ["Steam", "Sail"], "series": [{"name": "1990", "values": [10, 90]},
             {"name": "2000", "values": [99.5, 0.5]}], "shape": "It turns."}
            """;
    private static final String PROCESS =
            """
            {"type": "process", "title": "Tea", "cyclic": false, "steps": [
             {"label": "A", "detail": "a"}, {"label": "B", "detail": "b"},
             {"label": "C", "detail": "c"}, {"label": "D", "detail": "d"},
             {"label": "E", "detail": "e"}], "shape": "Five."}
            """;
    private static final String MAP =
            """
            {"type": "map", "title": "Bay", "categories": ["Then", "Now"], "areas": [
             {"label": "Sea", "kind": "water", "column": 0, "row": 6, "columns": 12, "rows": 2},
             {"label": "Inn", "kind": "building", "column": 4, "row": 0, "columns": 4, "rows": 6,
              "plan": "Now"}], "shape": "An inn."}
            """;

    @Test
    void readsFilesThatAreInOrder() {
        for (String chart : List.of(LINE, PIE, PROCESS, MAP)) {
            assertThat(readChart(chart)).hasSize(1);
        }
        assertThat(readChart(LINE).getFirst().instructions()).isEqualTo("Look.\n\nDescribe.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[10, 2.5]; [10]; 1 values of Steam for 2 categories",
                "[10, 2.5]; [10, -1]; negative value of Steam",
                "[10, 2.5]; [10, \"2\"]; values is of another type",
                "[10, 2.5]; [10, null]; values is missing",
                "\"2000\"]; \"1990\"]; repeated label in [1990, 1990]",
                "\"1990\", ; ``; fewer than two categories",
                "\"unit\": \"Ships\",; ``; unit of a line",
                "\"Ships\", \"unit\"; \"\", \"unit\"; title is empty or has blanks around it",
                "It falls.; ` It falls.`; shape is empty or has blanks around it",
                "\"shape\": \"It falls.\"; \"note\": \"x\"; shape is missing",
                "\"x_label\"; \"X\": 1, \"x_label\"; unknown members [X]",
                "\"line\"; \"radar\"; unknown type radar",
                "\"line\"; \"grouped_bar\"; 1 series in a grouped_bar",
                "\"line\"; \"table\"; 1 series in a table",
                "\"line\"; \"pie\"; 1 series in a pie",
                "\"name\": \"Steam\"; \"name\": 7; name is of another type",
            })
    void refusesALineChart(String place, String replacement, String fault) {
        refuses(LINE, place, replacement, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[10, 90]; [10, 91]; slices of 1990 add up to 101",
                "0.5]; 0.4]; slices of 2000 add up to 99.9",
                "\"pie\"; \"bar\"; 2 series in a bar",
            })
    void refusesAPie(String place, String replacement, String fault) {
        refuses(PIE, place, replacement, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"label\": \"E\"; \"name\": \"E\"; label is missing",
                "false; 0; cyclic is of another type",
                "{\"label\": \"A\", \"detail\": \"a\"}, ; ``; 4 steps",
            })
    void refusesAProcess(String place, String replacement, String fault) {
        refuses(PROCESS, place, replacement, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"columns\": 12; \"columns\": 13; cells outside the grid",
                "\"column\": 0; \"column\": -1; cells outside the grid",
                "\"row\": 6; \"row\": 7; cells outside the grid",
                "\"rows\": 2; \"rows\": 0; cells outside the grid",
                "\"rows\": 6; \"rows\": 7; Sea overlaps Inn",
                "\"plan\": \"Now\"; \"plan\": \"Later\"; Inn belongs to neither map",
                "\"water\"; \"lake\"; unknown kind lake",
                "[\"Then\", \"Now\"]; [\"Now\", \"Now\"]; not two times: [Now, Now]",
                "\"plan\": \"Now\"; \"plan\": 1; plan is of another type",
                "\"row\": 0; \"row\": 0.5; row is of another type",
            })
    void refusesAPairOfMaps(String place, String replacement, String fault) {
        refuses(MAP, place, replacement, fault);
    }

    @Test
    void refusesMapsThatDoNotDiffer() {
        refuses(MAP, ",\n  \"plan\": \"Now\"", "", "both maps are the same");
    }

    @Test
    void refusesALetterWithoutExactlyThreePoints() {
        String letters =
                """
                {"closing": "Begin with \\"{greeting}\\":", "tasks": [{"task_id": "g1-01",
                 "title": "Ships", "text": "Write.", "letter": {"register": "semi_formal",
                 "greeting": "Dear Ms Li,", "bullets": ["one", "two", "three"]}}]}
                """;

        assertThat(read(WritingTask.GENERAL_TASK_1, "g1", letters).getFirst().instructions())
                .isEqualTo("Write.\n\nBegin with \"Dear Ms Li,\":");
        assertThatThrownBy(
                        () ->
                                read(
                                        WritingTask.GENERAL_TASK_1,
                                        "g1",
                                        letters.replace(", \"three\"", "")))
                .hasMessage("bank.json, g1-01: 2 bullets instead of three");
        assertThatThrownBy(
                        () ->
                                read(
                                        WritingTask.GENERAL_TASK_1,
                                        "g1",
                                        letters.replace("semi_formal", "casual")))
                .hasMessage("bank.json, g1-01: unknown register casual");
    }

    @Test
    void refusesIdsOutOfOrderAndNamesTheTask() {
        String task = task(LINE);
        String second = task.replace("a1-01", "a1-03");

        assertThatThrownBy(() -> readTasks(task + "," + second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bank.json, a1-02: has the id a1-03");
    }

    @Test
    void refusesFilesThatAreNotABank() {
        assertThatThrownBy(() -> read(WritingTask.TASK_2, "a2", "[]"))
                .hasMessage("bank.json: not an object");
        assertThatThrownBy(() -> read(WritingTask.TASK_2, "a2", "{"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bank.json: ");
        assertThatThrownBy(() -> read(WritingTask.TASK_2, "a2", "{\"closing\": \"x\"}"))
                .hasMessage("bank.json: tasks is missing");
    }

    private static void refuses(String chart, String place, String replacement, String fault) {
        assertThat(chart).contains(place);
        assertThatThrownBy(() -> readChart(chart.replace(place, replacement)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bank.json, a1-01: " + fault);
    }

    private static List<WritingPrompt> readChart(String chart) {
        return readTasks(task(chart));
    }

    private static String task(String chart) {
        return "{\"task_id\": \"a1-01\", \"title\": \"Ships\", \"text\": \"Look.\", \"chart\": %s}"
                .formatted(chart);
    }

    private static List<WritingPrompt> readTasks(String tasks) {
        return read(
                WritingTask.ACADEMIC_TASK_1,
                "a1",
                "{\"closing\": \"Describe.\", \"tasks\": [%s]}".formatted(tasks));
    }

    private static List<WritingPrompt> read(WritingTask task, String prefix, String json) {
        return new BankReader("bank.json", prefix, task)
                .read(json.getBytes(StandardCharsets.UTF_8));
    }
}
