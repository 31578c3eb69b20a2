package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence: a quote of the candidate's words, and what it shows.
 *
 * @param quote at most {@value #MAX_WORDS} words
 */
record Evidence(String quote, String comment, boolean strength) {
    static final int MAX_WORDS = 8;

    private static final int MAX_COMMENT = 300;
    private static final Map<String, Boolean> KINDS = Map.of("strength", true, "weakness", false);

    static Evidence read(@Nullable Object value) {
        StrictMembers members = StrictMembers.of(value, "quote", "comment", "kind");
        return new Evidence(
                members.text("quote"), members.text("comment"), members.choice("kind", KINDS));
    }

    /** Returns the evidence if the essay has the quote and the comment may be shown. */
    Optional<Evidence> verified(OwnWords words) {
        return words.quote(quote, MAX_WORDS)
                .flatMap(
                        found ->
                                words.comment(comment, MAX_COMMENT, found)
                                        .map(it -> new Evidence(found, it, strength)));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("quote", quote);
        json.put("comment", comment);
        json.put("kind", strength ? "strength" : "weakness");
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "Evidence[]";
    }
}
