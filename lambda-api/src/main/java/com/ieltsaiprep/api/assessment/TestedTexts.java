package com.ieltsaiprep.api.assessment;

import java.util.List;

/**
 * Texts of a test, of which no word is stored.
 *
 * @param hash keyed hash that proves that texts sent later are the same
 * @param taskIds of the tasks of our bank, without a caller's own prompt
 */
public record TestedTexts(String hash, List<String> taskIds) {
    /** Copies the list of ids. */
    public TestedTexts {
        taskIds = List.copyOf(taskIds);
    }
}
