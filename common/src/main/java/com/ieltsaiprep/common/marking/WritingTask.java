package com.ieltsaiprep.common.marking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writing task: a kind of task with its required length, its weight and its four criteria. */
public enum WritingTask {
    /** Report on a chart, table, map or process. */
    ACADEMIC_TASK_1(150, 1, Criterion.TASK_ACHIEVEMENT),
    /** Letter with three bullet points to cover. */
    GENERAL_TASK_1(150, 1, Criterion.TASK_ACHIEVEMENT),
    /** Essay on a point of view, an argument or a problem. */
    TASK_2(250, 2, Criterion.TASK_RESPONSE);

    private final int minimumWords;
    private final int weight;
    private final Criterion taskCriterion;

    WritingTask(int minimumWords, int weight, Criterion taskCriterion) {
        this.minimumWords = minimumWords;
        this.weight = weight;
        this.taskCriterion = taskCriterion;
    }

    /** Returns the task's id in requests and in JSON, such as {@code academic_task_1}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the required length of an answer, in words. */
    public int minimumWords() {
        return minimumWords;
    }

    /** Returns the share of the task's band in the overall band: Task 2 counts twice. */
    public int weight() {
        return weight;
    }

    /** Returns the four criteria of the task in the order of a report. */
    public List<Criterion> criteria() {
        return List.of(
                taskCriterion,
                Criterion.COHERENCE_AND_COHESION,
                Criterion.LEXICAL_RESOURCE,
                Criterion.GRAMMATICAL_RANGE_AND_ACCURACY);
    }

    /** Returns the task with an id such as {@code task_2}; empty if no task has that id. */
    public static Optional<WritingTask> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }
}
