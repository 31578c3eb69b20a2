package com.ieltsaiprep.common.marking;

/**
 * Task answer: the essay that a candidate wrote for one task.
 *
 * @param task the kind of task
 * @param prompt the task as the candidate read it, as text; of an Academic Task 1 with the chart's
 *     data as a table
 * @param markerNotes what a good answer reports, for the markers only; empty if there are none
 * @param essay the candidate's text, empty if the task was left out
 */
public record TaskAnswer(WritingTask task, String prompt, String markerNotes, Essay essay) {
    /** Creates an answer to a task without notes for the markers. */
    public TaskAnswer(WritingTask task, String prompt, Essay essay) {
        this(task, prompt, "", essay);
    }

    /** Returns the task and the lengths only, never the texts. */
    @Override
    public String toString() {
        return "TaskAnswer[%s, prompt of %d chars, %s]".formatted(task, prompt.length(), essay);
    }
}
