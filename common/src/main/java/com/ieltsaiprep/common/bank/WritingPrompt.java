package com.ieltsaiprep.common.bank;

import com.ieltsaiprep.common.bank.Stimulus.EssayQuestion;
import com.ieltsaiprep.common.bank.Stimulus.LetterBrief;
import com.ieltsaiprep.common.marking.WritingTask;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writing prompt: one task of the bank as the candidate reads it.
 *
 * @param taskId id of the task in the bank, such as {@code a1-07}
 * @param task the kind of task, which decides length and time
 * @param title short title for lists
 * @param instructions the whole text of the task, without the points that letters cover
 * @param stimulus the chart, the brief for letters or the type of the question
 */
public record WritingPrompt(
        String taskId, WritingTask task, String title, String instructions, Stimulus stimulus) {
    /** Returns the recommended time, minutes. */
    public int minutes() {
        return switch (task) {
            case ACADEMIC_TASK_1, GENERAL_TASK_1 -> 20;
            case TASK_2 -> 40;
        };
    }

    /** Returns the prompt as the API sends it; the main features of its chart are left out. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task_id", taskId);
        json.put("task", task.id());
        json.put("title", title);
        json.put("instructions", instructions);
        json.put("minimum_words", task.minimumWords());
        json.put("minutes", minutes());
        switch (stimulus) {
            case Chart chart -> json.put("chart", chart.toJson());
            case LetterBrief letter -> {
                json.put("bullets", letter.bullets());
                json.put("register", letter.register().id());
            }
            case EssayQuestion _ -> {}
        }
        return json;
    }

    /** Returns what a good answer reports, for the marker only; empty if nothing is noted. */
    public String markerNotes() {
        return switch (stimulus) {
            case Chart chart -> chart.shape();
            case LetterBrief _, EssayQuestion _ -> "";
        };
    }

    /**
     * Returns the prompt as text for the marker: the instructions, and all data of the chart, the
     * points and the register of letters, or the type of the question.
     */
    public String forMarker() {
        String details =
                switch (stimulus) {
                    case Chart chart -> chart.forMarker();
                    case LetterBrief letter ->
                            "- %s\n\nRegister: %s"
                                    .formatted(
                                            String.join("\n- ", letter.bullets()),
                                            letter.register().id().replace('_', '-'));
                    case EssayQuestion question ->
                            "Type of question: " + question.type().id().replace('_', ' ');
                };
        return instructions + "\n\n" + details;
    }
}
