package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.bank.WritingPrompt;
import com.ieltsaiprep.common.marking.Submission;
import com.ieltsaiprep.common.marking.TaskAnswer;

import java.util.ArrayList;
import java.util.List;

/**
 * Submitted writing test.
 *
 * @param tasks of our bank, one for each answer; empty for the caller's own prompt
 */
record SubmittedTest(Submission submission, List<WritingPrompt> tasks) {
    SubmittedTest {
        tasks = List.copyOf(tasks);
    }

    List<String> taskIds() {
        return tasks.stream().map(WritingPrompt::taskId).toList();
    }

    /** Returns the JSON value that two tests share if and only if tasks and texts are the same. */
    List<Object> canonical() {
        List<Object> canonical = new ArrayList<>();
        canonical.add(submission.module().id());
        List<TaskAnswer> answers = submission.answers();
        for (int i = 0; i < answers.size(); i++) {
            String what = tasks.isEmpty() ? answers.get(i).prompt() : tasks.get(i).taskId();
            canonical.add(List.of(what, answers.get(i).essay().text()));
        }
        return canonical;
    }

    /** Returns the submission's module only, never a text. */
    @Override
    public String toString() {
        return "SubmittedTest[" + submission.module() + "]";
    }
}
