package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.SuspiciousSentences;
import com.ieltsaiprep.common.text.TextFacts;

import java.util.Optional;

/**
 * Marker texts: prompt and essay as a marker reads them, and the measures of the essay.
 *
 * <p>The prompt may be the candidate's own, and is no more trusted than the essay.
 */
record MarkerTexts(String prompt, String essay, TextFacts facts) {
    static MarkerTexts of(TaskAnswer answer) {
        String essay = answer.essay().text();
        return new MarkerTexts(
                MarkerText.of(answer.prompt()),
                MarkerText.of(essay),
                TextFacts.of(essay, answer.prompt()));
    }

    /** Returns the texts without suspicious sentences; empty if they have none. */
    Optional<MarkerTexts> masked() {
        Optional<String> question = SuspiciousSentences.mask(prompt);
        Optional<String> rest = SuspiciousSentences.mask(essay);
        if (question.isEmpty() && rest.isEmpty()) {
            return Optional.empty();
        }
        String text = rest.map(MarkerText::of).orElse(essay);
        String task = question.map(MarkerText::of).orElse(prompt);
        return Optional.of(new MarkerTexts(task, text, TextFacts.of(text, prompt)));
    }

    /** Returns the number of words only, never the texts. */
    @Override
    public String toString() {
        return "MarkerTexts[" + facts.words() + " words]";
    }
}
