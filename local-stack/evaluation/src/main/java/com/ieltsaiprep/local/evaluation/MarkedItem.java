package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.Submission;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Marked item: a response to one task with the marks of human markers.
 *
 * @param id the item's id, unique in its set
 * @param submission the response, as it is marked
 * @param groups properties by which bias is reported, such as l1 or level; never sent to a model
 * @param marks the human marks, in the order of the set
 */
record MarkedItem(
        String id, Submission submission, Map<String, String> groups, List<HumanMark> marks) {
    MarkedItem {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        marks = List.copyOf(marks);
    }

    /**
     * Returns the submission of a single response. A Task 1 is submitted with a Task 2 that was
     * left out, which causes no model call.
     *
     * @throws IllegalArgumentException if the task is not of the module
     */
    static Submission submissionOf(ExamModule module, TaskAnswer answer) {
        return new Submission(
                module,
                answer.task() == WritingTask.TASK_2
                        ? List.of(answer)
                        : List.of(answer, new TaskAnswer(WritingTask.TASK_2, "", new Essay(""))));
    }

    TaskAnswer answer() {
        return submission.answers().getFirst();
    }

    WritingTask task() {
        return answer().task();
    }

    /** Returns the mean of the markers' bands of the response; empty if no marker gave one. */
    OptionalDouble reference() {
        return marks.stream()
                .map(HumanMark::overall)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Returns the mean of the markers' bands of a criterion; empty if no marker gave one. */
    OptionalDouble reference(Criterion criterion) {
        return marks.stream()
                .map(mark -> Optional.ofNullable(mark.criteria().get(criterion)))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Returns the id only, never the texts. */
    @Override
    public String toString() {
        return "MarkedItem[" + id + "]";
    }
}
