package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.bank.WritingBank;
import com.ieltsaiprep.common.bank.WritingPrompt;
import com.ieltsaiprep.common.marking.Assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Factory of reports: adds the names of our tasks to the engine's assessment. */
final class Reports {
    private static final String TASKS = "tasks";

    private final WritingBank bank;

    Reports(WritingBank bank) {
        this.bank = bank;
    }

    /**
     * Creates the JSON members of a report.
     *
     * @param taskIds of the tasks of our bank, in the order of the assessment; empty for a prompt
     *     of the caller's own
     */
    Map<String, Object> report(Assessment assessment, List<String> taskIds) {
        Map<String, Object> report = new LinkedHashMap<>(assessment.toJson());
        report.remove("module");
        List<Object> tasks = new ArrayList<>();
        if (report.get(TASKS) instanceof List<?> marked) {
            for (int i = 0; i < marked.size(); i++) {
                tasks.add(
                        named(
                                (Map<?, ?>) marked.get(i),
                                i < taskIds.size() ? bank.find(taskIds.get(i)) : Optional.empty()));
            }
        }
        report.put(TASKS, tasks);
        return report;
    }

    private static Map<String, Object> named(Map<?, ?> marked, Optional<WritingPrompt> task) {
        Map<String, Object> named = new LinkedHashMap<>();
        task.ifPresent(
                it -> {
                    named.put("task_id", it.taskId());
                    named.put("title", it.title());
                });
        marked.forEach((name, value) -> named.put((String) name, value));
        return named;
    }
}
