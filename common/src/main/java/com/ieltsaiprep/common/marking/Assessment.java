package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.ExamModule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assessment: the marks and the feedback of a submission. */
public final class Assessment {
    private final ExamModule module;
    private final Optional<BandRange> overall;
    private final List<TaskMark> tasks;
    private final MarkingMethod method;

    Assessment(
            ExamModule module,
            Optional<BandRange> overall,
            List<TaskMark> tasks,
            MarkingMethod method) {
        this.module = module;
        this.overall = overall;
        this.tasks = List.copyOf(tasks);
        this.method = method;
    }

    /** Returns the module of the test. */
    public ExamModule module() {
        return module;
    }

    /** Returns the overall band; empty unless every criterion of every task has a band. */
    public Optional<BandRange> overall() {
        return overall;
    }

    /** Returns whether the assessment has an overall band. */
    public boolean isMarked() {
        return overall.isPresent();
    }

    /** Returns whether a criterion has no band because the models gave no valid reply. */
    public boolean lacksReply() {
        return tasks.stream()
                .flatMap(task -> task.criteria().stream())
                .anyMatch(criterion -> criterion.reasons().contains(ReasonCode.NOT_MARKED));
    }

    /** Returns the JSON object of module, overall, tasks and how_marked. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("module", module.id());
        overall.ifPresent(it -> json.put("overall", it.toJson()));
        json.put("tasks", tasks.stream().map(TaskMark::toJson).toList());
        json.put("how_marked", method.toJson());
        return json;
    }

    /** Returns the module and the overall band only, never the quotes. */
    @Override
    public String toString() {
        return "Assessment[%s, %s]".formatted(module, overall);
    }
}
