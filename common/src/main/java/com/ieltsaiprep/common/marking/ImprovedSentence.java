package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.Sentences;
import com.ieltsaiprep.common.text.Words;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Improved sentence: one of the candidate's sentences, and the same one step better. */
record ImprovedSentence(String original, String improved, String why) {
    private static final int MAX_WORDS = 40;
    private static final int MAX_IMPROVED = 500;
    private static final int MAX_WHY = 300;

    static ImprovedSentence read(@Nullable Object value) {
        StrictMembers members = StrictMembers.of(value, "original", "improved", "why");
        return new ImprovedSentence(
                members.text("original"), members.text("improved"), members.text("why"));
    }

    /** Returns the sentence if it is the candidate's own, and if the other one differs. */
    Optional<ImprovedSentence> verified(OwnWords words) {
        Optional<String> found =
                words.quote(original, MAX_WORDS).filter(it -> Sentences.of(it).size() == 1);
        String sentence = found.orElse("");
        Optional<String> better =
                words.comment(improved, MAX_IMPROVED, sentence)
                        .filter(it -> !Words.of(it).equals(Words.of(sentence)));
        Optional<String> reason = words.comment(why, MAX_WHY, sentence);
        return found.isEmpty() || better.isEmpty() || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImprovedSentence(sentence, better.get(), reason.get()));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("original", original);
        json.put("improved", improved);
        json.put("why", why);
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "ImprovedSentence[]";
    }
}
