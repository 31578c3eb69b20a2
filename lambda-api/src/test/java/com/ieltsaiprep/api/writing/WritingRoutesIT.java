package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.http.RandomBodies;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

final class WritingRoutesIT {
    private static final String OWN = WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY);

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(2);
    }

    @Test
    void marksEssayOnOwnPrompt() {
        Response response = writing.assess("", OWN);

        assertThat(response.status()).isEqualTo(200);
        JsonNode report = json(response);
        assertThat(report.at("/status").asText()).isEqualTo("done");
        assertThat(report.at("/overall/band").asDouble()).isEqualTo(6);
        assertThat(report.at("/tasks/0/criteria")).hasSize(4);
        assertThat(report.at("/tasks/0/task_id").isMissingNode()).isTrue();
        assertThat(json(writing.read(response))).isEqualTo(report);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void marksBothTasksOfTestAtOnce() {
        Response response =
                writing.assess(
                        WritingWorld.KEY,
                        WritingTexts.test(WritingTexts.LETTER, WritingTexts.ESSAY));

        assertThat(response.status()).isEqualTo(200);
        JsonNode tasks = json(response).get("tasks");
        assertThat(tasks.findValuesAsText("task_id")).containsExactly("g1-01", "g2-01");
        assertThat(tasks.findValuesAsText("title")).doesNotContain("");
        assertThat(json(response).at("/how_marked/models/0").asText())
                .isEqualTo(WritingWorld.FIRST_MODEL);
        assertThat(writing.model.running()).isZero();
        assertThat(writing.balance(ExamModule.GENERAL_WRITING)).isEqualTo(1);
        assertThat(writing.balance(ExamModule.ACADEMIC_WRITING)).isEqualTo(2);
    }

    @Test
    void marksTestOfWhichOneTaskIsEmpty() {
        Response response =
                writing.assess(WritingWorld.KEY, WritingTexts.test("", WritingTexts.ESSAY));

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).at("/tasks/0/reasons/0").asText()).isEqualTo("no_answer");
        assertThat(json(response).at("/overall/band").asDouble()).isEqualTo(4);
    }

    /** A text that cannot be scored is reported without a band. */
    @Test
    void usesNoAttemptForTextInOtherLanguage() {
        String german =
                """
                Viele Menschen wohnen gern in der Stadt, weil dort alles nah beieinander liegt und \
                man abends noch einkaufen kann. Andere ziehen lieber auf das Land, wo die Luft \
                frisch ist und die Kinder im Garten spielen. Meiner Meinung nach haben beide Seiten \
                recht, denn jeder Mensch braucht etwas anderes, um sich wohl zu fühlen. Wer jung \
                ist, sucht oft Theater, Freunde und eine Arbeit; wer älter wird, freut sich eher \
                über Ruhe und einen kurzen Weg zum Arzt.\
                """;

        Response response =
                writing.assess(WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, german));

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).has("overall")).isFalse();
        assertThat(response.body()).contains("not_english");
        assertThat(writing.model.asked()).isEmpty();
        assertThat(writing.balance()).isEqualTo(2);
        assertThat(json(writing.read(response)).has("overall")).isFalse();
    }

    @Test
    void marksNothingWithoutAttempt() {
        writing.assess("", OWN);
        writing.assess("", OWN);

        Response response = writing.assess("", OWN);

        assertThat(response.status()).isEqualTo(403);
        assertThat(problem(response)).isEqualTo("no_attempts");
        assertThat(json(writing.get("/assessments")).get("assessments")).hasSize(2);
    }

    @Test
    void marksNothingWithoutSession() {
        writing.userId = "";

        assertThat(problem(writing.assess("", OWN))).isEqualTo("unauthenticated");
        assertThat(problem(writing.get("/writing/tests"))).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assessment_type | {\"prompt\":\"p\",\"essay_text\":\"e\"}",
                "assessment_type | {\"assessment_type\":\"academic_speaking\",\"prompt\":\"p\","
                        + "\"essay_text\":\"e\"}",
                "prompt | {\"assessment_type\":\"academic_writing\",\"essay_text\":\"e\"}",
                "prompt | {\"assessment_type\":\"academic_writing\",\"prompt\":\" \\u200b\","
                        + "\"essay_text\":\"e\"}",
                "essay_text | {\"assessment_type\":\"academic_writing\",\"prompt\":\"p\"}",
                "essay_text | {\"assessment_type\":\"academic_writing\",\"prompt\":\"p\","
                        + "\"essay_text\":7}",
                "essay_text | {\"assessment_type\":\"academic_writing\",\"prompt\":\"p\","
                        + "\"essay_text\":\"\"}",
                "essay_text | {\"assessment_type\":\"academic_writing\",\"prompt\":\"p\","
                        + "\"essay_text\":\"a\\u0000b\"}",
                "essay_text | {\"assessment_type\":\"academic_writing\",\"prompt\":\"p\","
                        + "\"essay_text\":\"a\\ud800b\"}",
                "tasks | {\"assessment_type\":\"academic_writing\",\"tasks\":[]}",
                "tasks[0] | {\"assessment_type\":\"academic_writing\",\"tasks\":[1,2]}",
                "tasks | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"a1-01\",\"essay_text\":\"e\"}]}",
                "tasks | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"a1-01\",\"essay_text\":\"e\"},"
                        + "{\"task_id\":\"a1-02\",\"essay_text\":\"e\"}]}",
                "tasks | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"g1-01\",\"essay_text\":\"e\"},"
                        + "{\"task_id\":\"g2-01\",\"essay_text\":\"e\"}]}",
                "tasks | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"a1-01\",\"essay_text\":\"\"},"
                        + "{\"task_id\":\"a2-01\",\"essay_text\":\" \"}]}",
                "tasks[1].task_id | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"a1-01\",\"essay_text\":\"e\"},"
                        + "{\"task_id\":\"zz-99\",\"essay_text\":\"e\"}]}",
                "tasks[1].essay_text | {\"assessment_type\":\"academic_writing\","
                        + "\"tasks\":[{\"task_id\":\"a1-01\",\"essay_text\":\"e\"},"
                        + "{\"task_id\":\"a2-01\",\"essay_text\":\"a\\u0007\"}]}",
            })
    void namesInvalidField(String field, String body) {
        Response response = writing.assess(WritingWorld.KEY, body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).get("errors").findValuesAsText("field")).contains(field);
        assertThat(writing.balance()).isEqualTo(2);
    }

    @Test
    void namesFieldOfTextThatIsTooLong() {
        for (String long_ : List.of("x".repeat(102_400), "word ".repeat(5_001))) {
            Response response =
                    writing.assess(WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, long_));

            assertThat(response.status()).isEqualTo(400);
            assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("essay_text");
            assertThat(response.body()).contains("25,000").doesNotContain("xxxx");
        }
    }

    @Test
    void requiresIdempotencyKeyForTest() {
        Response response =
                writing.assess("", WritingTexts.test(WritingTexts.LETTER, WritingTexts.ESSAY));

        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(writing.assess("short", OWN).status()).isEqualTo(400);
    }

    /** Odd texts are marked, or refused with the name of their field. */
    @ParameterizedTest
    @CsvSource({"1D44E,4", "202E,4", "0301,4", "1F600,4", "FDFA,4", "200B,4"})
    void respondsToOddText(String codePoint, int status) {
        String odd = Character.toString(Integer.parseInt(codePoint, 16)).repeat(9_000);

        Response response =
                writing.assess(
                        WritingWorld.KEY,
                        WritingTexts.own(WritingTexts.PROMPT, odd + "\n" + WritingTexts.ESSAY));

        assertThat(response.status()).isIn(200, 400);
    }

    @Test
    void limitsSubmissionsOfAccount() {
        for (int i = 0; i < 60; i++) {
            assertThat(writing.assess("", "{}").status()).isEqualTo(400);
        }

        Response response = writing.assess("", "{}");

        assertThat(problem(response)).isEqualTo("too_many_requests");
    }

    @Test
    void givesNextTestThatUserHasNotWritten() {
        JsonNode first = json(writing.get("/writing/tests?module=general_writing"));
        assertThat(json(writing.get("/writing/tests?module=general_writing"))).isEqualTo(first);
        assertThat(taskIds(first)).containsExactly("g1-01", "g2-01");
        assertThat(first.at("/tasks/0/bullets").size()).isEqualTo(3);

        writing.assess(
                WritingWorld.KEY, WritingTexts.test(WritingTexts.LETTER, WritingTexts.ESSAY));

        JsonNode second = json(writing.get("/writing/tests?module=general_writing"));
        assertThat(taskIds(second)).containsExactly("g1-02", "g2-02");
        assertThat(taskIds(json(writing.get("/writing/tests")))).containsExactly("a1-01", "a2-01");
    }

    private static List<String> taskIds(JsonNode test) {
        return StreamSupport.stream(test.get("tasks").spliterator(), false)
                .map(task -> task.get("task_id").asText())
                .toList();
    }

    @Test
    void givesEveryTaskOfBankAsDeclared() {
        for (int i = 0; i < 25; i++) {
            JsonNode test = json(writing.get("/writing/tests?module=academic_writing"));
            writing.world.put(
                    com.ieltsaiprep.common.table.Table.ASSESSMENTS,
                    UsedTasks.item(writing.userId, i, taskIds(test)));
        }
    }

    @Test
    void refusesUnknownModule() {
        for (String module : List.of("academic_speaking", "x")) {
            Response response = writing.get("/writing/tests?module=" + module);

            assertThat(response.status()).isEqualTo(400);
            assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("module");
        }
    }

    @Test
    void givesNoTestWhileNewTestsAreStopped() {
        writing.newTestsAllowed = false;

        assertThat(problem(writing.get("/writing/tests"))).isEqualTo("new_tests_stopped");
        assertThat(writing.assess("", OWN).status()).isEqualTo(200);
    }

    @Test
    void respondsToAnyBody() {
        RandomBodies bodies = new RandomBodies(23);
        Map<String, String> valid =
                Map.of(
                        "assessment_type",
                        "\"academic_writing\"",
                        "prompt",
                        Json.write(WritingTexts.PROMPT),
                        "essay_text",
                        Json.write(WritingTexts.ESSAY));
        for (int i = 0; i < RandomBodies.COUNT_WITH_DATABASE; i++) {
            writing.world.clock.advance(Duration.ofHours(1));
            String body = bodies.like(valid);

            Response response = writing.assess(Region.IRELAND, "", body);

            assertThat(response.status()).as("%s: %s", i, body).isBetween(200, 499);
        }
    }
}
