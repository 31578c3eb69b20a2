package com.ieltsaiprep.common.bank;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.bank.Stimulus.EssayQuestion;
import com.ieltsaiprep.common.bank.Stimulus.LetterBrief;
import com.ieltsaiprep.common.bank.Stimulus.QuestionType;
import com.ieltsaiprep.common.bank.Stimulus.Register;
import com.ieltsaiprep.common.marking.WritingTask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reader of one file of the bank: {@code {"closing": "...", "tasks": [...]}}. A task has {@code
 * task_id}, {@code title} and {@code text}, and one of {@code chart}, {@code letter} and {@code
 * question_type}. The instructions are the text and the closing words, in which {@code {greeting}}
 * stands for the greeting of letters. The ids are numbered in the order of the file.
 */
final class BankReader {
    private static final Json JSON = new Json(8, 2_000);

    private final String file;
    private final String idPrefix;
    private final WritingTask task;

    BankReader(String file, String idPrefix, WritingTask task) {
        this.file = file;
        this.idPrefix = idPrefix;
        this.task = task;
    }

    /**
     * Reads all tasks of the file.
     *
     * @throws IllegalStateException if anything in the file is not as described; the message names
     *     the file and the task
     */
    List<WritingPrompt> read(byte[] json) {
        List<WritingPrompt> prompts = new ArrayList<>();
        String place = file;
        try {
            StrictObject bank = new StrictObject(JSON.read(json));
            String closing = bank.text("closing");
            List<StrictObject> tasks = bank.objects("tasks");
            bank.requireAllRead();
            for (StrictObject each : tasks) {
                String id = String.format(Locale.ROOT, "%s-%02d", idPrefix, prompts.size() + 1);
                place = file + ", " + id;
                prompts.add(prompt(id, closing, each));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(place + ": " + e.getMessage(), e);
        }
        return List.copyOf(prompts);
    }

    private WritingPrompt prompt(String id, String closing, StrictObject json) {
        String taskId = json.text("task_id");
        if (!taskId.equals(id)) {
            throw new IllegalArgumentException("has the id " + taskId);
        }
        String title = json.text("title");
        String text = json.text("text");
        String closingOfTask = closing;
        Stimulus stimulus =
                switch (task) {
                    case ACADEMIC_TASK_1 -> ChartReader.read(json.object("chart"));
                    case GENERAL_TASK_1 -> {
                        StrictObject letter = json.object("letter");
                        closingOfTask = closing.replace("{greeting}", letter.text("greeting"));
                        yield letter(letter);
                    }
                    case TASK_2 ->
                            new EssayQuestion(json.constant("question_type", QuestionType.class));
                };
        json.requireAllRead();
        return new WritingPrompt(taskId, task, title, text + "\n\n" + closingOfTask, stimulus);
    }

    private static LetterBrief letter(StrictObject json) {
        LetterBrief letter =
                new LetterBrief(json.constant("register", Register.class), json.texts("bullets"));
        json.requireAllRead();
        return letter;
    }
}
