package com.ieltsaiprep.common.bank;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.marking.WritingTask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Bank of all writing tasks, immutable. */
public final class WritingBank {
    private final List<WritingPrompt> academicTask1;
    private final List<WritingPrompt> generalTask1;
    private final List<WritingPrompt> academicTask2;
    private final List<WritingPrompt> generalTask2;

    private WritingBank() {
        academicTask1 = read("academic-task-1.json", "a1", WritingTask.ACADEMIC_TASK_1);
        generalTask1 = read("general-task-1.json", "g1", WritingTask.GENERAL_TASK_1);
        academicTask2 = read("academic-task-2.json", "a2", WritingTask.TASK_2);
        generalTask2 = read("general-task-2.json", "g2", WritingTask.TASK_2);
    }

    /**
     * Loads the bank from the resources of this package.
     *
     * @throws IllegalStateException if a task is incomplete or inconsistent; the message names the
     *     file and the task
     */
    public static WritingBank load() {
        return new WritingBank();
    }

    private static List<WritingPrompt> read(String file, String idPrefix, WritingTask task) {
        try (InputStream json = WritingBank.class.getResourceAsStream(file)) {
            if (json == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new BankReader(file, idPrefix, task).read(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the task with an id such as {@code a1-07}; empty if the bank has none. */
    public Optional<WritingPrompt> find(String taskId) {
        return Stream.of(academicTask1, generalTask1, academicTask2, generalTask2)
                .flatMap(List::stream)
                .filter(prompt -> prompt.taskId().equals(taskId))
                .findFirst();
    }

    /**
     * Returns the tasks of one kind in the test of a module, in the order of their ids.
     *
     * @return an empty list if the module is no writing module, or its test has no such task
     */
    public List<WritingPrompt> tasks(ExamModule module, WritingTask task) {
        return switch (module) {
            case ACADEMIC_WRITING ->
                    switch (task) {
                        case ACADEMIC_TASK_1 -> academicTask1;
                        case TASK_2 -> academicTask2;
                        case GENERAL_TASK_1 -> List.of();
                    };
            case GENERAL_WRITING ->
                    switch (task) {
                        case GENERAL_TASK_1 -> generalTask1;
                        case TASK_2 -> generalTask2;
                        case ACADEMIC_TASK_1 -> List.of();
                    };
            case ACADEMIC_SPEAKING, GENERAL_SPEAKING -> List.of();
        };
    }
}
