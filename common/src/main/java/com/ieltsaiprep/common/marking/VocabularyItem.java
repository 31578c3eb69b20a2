package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Vocabulary item: a word or phrase to learn, its meaning, and an example. */
record VocabularyItem(String word, String meaning, String example) {
    private static final int MAX_WORD = 60;
    private static final int MAX_SENTENCE = 250;

    static VocabularyItem read(@Nullable Object value) {
        StrictMembers members = StrictMembers.of(value, "word", "meaning", "example");
        return new VocabularyItem(
                members.text("word"), members.text("meaning"), members.text("example"));
    }

    Optional<VocabularyItem> verified(OwnWords words) {
        Optional<String> shown = words.comment(word, MAX_WORD);
        Optional<String> meant = words.comment(meaning, MAX_SENTENCE);
        Optional<String> used = words.comment(example, MAX_SENTENCE);
        return shown.isEmpty() || meant.isEmpty() || used.isEmpty()
                ? Optional.empty()
                : Optional.of(new VocabularyItem(shown.get(), meant.get(), used.get()));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("word", word);
        json.put("meaning", meaning);
        json.put("example", example);
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "VocabularyItem[]";
    }
}
