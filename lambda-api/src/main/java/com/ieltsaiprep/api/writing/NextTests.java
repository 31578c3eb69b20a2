package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.bank.WritingBank;
import com.ieltsaiprep.common.bank.WritingPrompt;
import com.ieltsaiprep.common.marking.WritingTask;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Choice of a user's next test: the first tasks of our bank that the user has not had. */
final class NextTests {
    private static final Duration RETRY_LATER = Duration.ofMinutes(1);

    private final WritingBank bank;
    private final Assessments assessments;
    private final BooleanSupplier newTestsAllowed;

    NextTests(WritingBank bank, Assessments assessments, BooleanSupplier newTestsAllowed) {
        this.bank = bank;
        this.assessments = assessments;
        this.newTestsAllowed = newTestsAllowed;
    }

    /**
     * Returns both tasks of a user's next test; of a kind of which the user had all, the one that
     * was longest ago.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 503 while operators have stopped
     *     new tests
     */
    List<WritingPrompt> next(String userId, ExamModule module) {
        if (!newTestsAllowed.getAsBoolean()) {
            throw Problem.retryable(
                            ProblemType.NEW_TESTS_STOPPED,
                            "New tests begin again soon. Those under way go on.",
                            RETRY_LATER)
                    .exception();
        }
        return of(bank, module, assessments.taskIds(userId));
    }

    /**
     * Chooses the tasks of a test.
     *
     * @param usedIds of the tasks that the user had, newest first
     */
    static List<WritingPrompt> of(WritingBank bank, ExamModule module, List<String> usedIds) {
        WritingTask first =
                module == ExamModule.ACADEMIC_WRITING
                        ? WritingTask.ACADEMIC_TASK_1
                        : WritingTask.GENERAL_TASK_1;
        return List.of(
                next(bank.tasks(module, first), usedIds),
                next(bank.tasks(module, WritingTask.TASK_2), usedIds));
    }

    private static WritingPrompt next(List<WritingPrompt> tasks, List<String> usedIds) {
        return tasks.stream()
                .min(Comparator.comparingInt(task -> recency(usedIds, task)))
                .orElseThrow();
    }

    /** Returns 0 for a task that was not used, and more the more recently it was. */
    private static int recency(List<String> usedIds, WritingPrompt task) {
        int index = usedIds.indexOf(task.taskId());
        return index < 0 ? 0 : usedIds.size() - index;
    }
}
