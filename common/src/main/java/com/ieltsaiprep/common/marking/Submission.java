package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.ExamModule;

import java.util.List;

/**
 * Submission: the answers of one writing test, to be marked together.
 *
 * @param module the writing module of the test
 * @param answers a Task 2, or a Task 1 and a Task 2 in this order
 */
public record Submission(ExamModule module, List<TaskAnswer> answers) {
    /**
     * Creates a submission.
     *
     * @throws IllegalArgumentException if the module is a speaking module, or if the answers are
     *     not those of a test of this module
     */
    public Submission {
        answers = List.copyOf(answers);
        List<WritingTask> tasks = answers.stream().map(TaskAnswer::task).toList();
        WritingTask first =
                switch (module) {
                    case ACADEMIC_WRITING -> WritingTask.ACADEMIC_TASK_1;
                    case GENERAL_WRITING -> WritingTask.GENERAL_TASK_1;
                    case ACADEMIC_SPEAKING, GENERAL_SPEAKING ->
                            throw new IllegalArgumentException("not a writing module: " + module);
                };
        if (!tasks.equals(List.of(WritingTask.TASK_2))
                && !tasks.equals(List.of(first, WritingTask.TASK_2))) {
            throw new IllegalArgumentException("not a test of " + module + ": " + tasks);
        }
    }
}
