package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Error pattern: a kind of mistake, how often it occurs, and one place of it with its correction.
 */
record ErrorPattern(String pattern, int count, String quote, String correction, String rule) {
    private static final int MAX_COUNT = 999;
    private static final int MAX_PATTERN = 100;
    private static final int MAX_CORRECTION = 160;
    private static final int MAX_RULE = 300;

    static ErrorPattern read(@Nullable Object value) {
        StrictMembers members =
                StrictMembers.of(value, "pattern", "count", "quote", "correction", "rule");
        return new ErrorPattern(
                members.text("pattern"),
                members.integer("count", 1, MAX_COUNT),
                members.text("quote"),
                members.text("correction"),
                members.text("rule"));
    }

    /** Returns the pattern if its quote is in the essay and its correction changes something. */
    Optional<ErrorPattern> verified(OwnWords words) {
        Optional<String> found = words.quote(quote, Evidence.MAX_WORDS);
        String place = found.orElse("");
        Optional<String> name = words.comment(pattern, MAX_PATTERN);
        Optional<String> corrected =
                words.comment(correction, MAX_CORRECTION, place).filter(it -> !it.equals(place));
        Optional<String> reason = words.comment(rule, MAX_RULE, place);
        return found.isEmpty() || name.isEmpty() || corrected.isEmpty() || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ErrorPattern(name.get(), count, place, corrected.get(), reason.get()));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pattern", pattern);
        json.put("count", count);
        json.put("quote", quote);
        json.put("correction", correction);
        json.put("rule", rule);
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "ErrorPattern[]";
    }
}
