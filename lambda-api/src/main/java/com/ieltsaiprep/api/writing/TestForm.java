package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.PastedText;
import com.ieltsaiprep.common.bank.WritingBank;
import com.ieltsaiprep.common.bank.WritingPrompt;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.Submission;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reader of submitted writing tests: both tasks of a test of our bank, or one essay on the caller's
 * own prompt. Errors name the field.
 */
final class TestForm {
    /** Two essays of the maximum length with every character escaped, and as much again. */
    static final int MAX_BYTES = 768 * 1_024;

    static final TextRule MODULE =
            new TextRule(
                    Pattern.compile("academic_writing|general_writing"),
                    "must be the academic or the general writing test");

    private static final int MAX_PROMPT = 5_000;
    private static final String TASKS = "tasks";
    private static final String ESSAY = "essay_text";
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final TextRule ANSWER = text(0, Essay.MAX_CODE_POINTS);
    private static final TextRule OWN_ANSWER = text(1, Essay.MAX_CODE_POINTS);
    private static final TextRule PROMPT = text(1, MAX_PROMPT);
    private static final TextRule TASK_ID =
            new TextRule(Pattern.compile("[a-z0-9-]{1,20}"), "must be one of our tasks");

    private final WritingBank bank;

    TestForm(WritingBank bank) {
        this.bank = bank;
    }

    private static TextRule text(int min, int max) {
        return new TextRule(
                TestForm::normalised,
                Pattern.compile("[\\P{Cc}\\n\\t]{%d,%d}".formatted(min, max)),
                "must have %s%,d characters, and no hidden control characters"
                        .formatted(min == 0 ? "at most " : "1 to ", max));
    }

    /** Composes characters and unifies ends of lines, as {@link Essay#of} does. */
    private static String normalised(String text) {
        return text.length() > 4 * Essay.MAX_CODE_POINTS
                ? text
                : Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Form.NFC);
    }

    SubmittedTest read(Request request) {
        JsonBody body = JsonBody.read(request, MAX_BYTES);
        String module = body.text("assessment_type", MODULE);
        return body.isAbsent(TASKS) ? ownPrompt(body, module) : tasksOfBank(body, module);
    }

    /**
     * Reads the idempotency key.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 400 if it is malformed, or missing
     *     and required
     */
    static Optional<String> idempotencyKey(Request request, boolean isRequired) {
        Optional<String> key = request.header("idempotency-key");
        boolean isValid = key.map(it -> IDEMPOTENCY_KEY.matcher(it).matches()).orElse(!isRequired);
        if (!isValid) {
            throw Problem.invalidField(
                            "Idempotency-Key",
                            "must have 16 to 64 letters, digits, underscores or hyphens")
                    .exception();
        }
        return key;
    }

    private static SubmittedTest ownPrompt(JsonBody body, String module) {
        String prompt = body.text("prompt", PROMPT);
        String essay = body.text(ESSAY, OWN_ANSWER);
        requireVisible(body, "prompt", prompt);
        requireVisible(body, ESSAY, essay);
        body.requireValid();
        TaskAnswer answer = new TaskAnswer(WritingTask.TASK_2, prompt, Essay.of(essay));
        return new SubmittedTest(
                new Submission(ExamModule.of(module).orElseThrow(), List.of(answer)), List.of());
    }

    /** A text that its rule has refused already is read as an empty one. */
    private static void requireVisible(JsonBody body, String field, String text) {
        if (!text.isEmpty() && !PastedText.isVisible(text)) {
            body.reject(field, "must not be empty");
        }
    }

    private record Answer(WritingPrompt task, String essay) {}

    private SubmittedTest tasksOfBank(JsonBody body, String module) {
        List<Answer> answers = new ArrayList<>();
        for (JsonBody sent : body.objects(TASKS, 2)) {
            String taskId = sent.text("task_id", TASK_ID);
            String essay = sent.text(ESSAY, ANSWER);
            Optional<WritingPrompt> task = bank.find(taskId);
            if (task.isPresent()) {
                answers.add(new Answer(task.get(), essay));
            } else if (!taskId.isEmpty()) {
                sent.reject("task_id", TASK_ID.message());
            }
        }
        body.requireValid();
        answers.sort(Comparator.comparing(answer -> answer.task().task()));
        ExamModule exam = ExamModule.of(module).orElseThrow();
        if (!isTest(exam, answers)) {
            body.reject(TASKS, "must be the two tasks of one test");
        } else if (answers.stream().noneMatch(it -> PastedText.isVisible(it.essay()))) {
            body.reject(TASKS, "must have an answer to at least one of the two tasks");
        }
        body.requireValid();
        return new SubmittedTest(
                new Submission(exam, answers.stream().map(TestForm::marked).toList()),
                answers.stream().map(Answer::task).toList());
    }

    private boolean isTest(ExamModule module, List<Answer> answers) {
        WritingTask first =
                module == ExamModule.ACADEMIC_WRITING
                        ? WritingTask.ACADEMIC_TASK_1
                        : WritingTask.GENERAL_TASK_1;
        return answers.size() == 2
                && bank.tasks(module, first).contains(answers.getFirst().task())
                && bank.tasks(module, WritingTask.TASK_2).contains(answers.getLast().task());
    }

    private static TaskAnswer marked(Answer answer) {
        return new TaskAnswer(
                answer.task().task(),
                answer.task().forMarker(),
                answer.task().markerNotes(),
                Essay.of(answer.essay()));
    }
}
