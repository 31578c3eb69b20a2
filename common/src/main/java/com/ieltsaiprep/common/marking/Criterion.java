package com.ieltsaiprep.common.marking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Marking criterion: one of the aspects of an answer that has a band of its own. */
public enum Criterion {
    /** Coverage of a Task 1 by the answer; Task 2 has {@link #TASK_RESPONSE} in its place. */
    TASK_ACHIEVEMENT,
    /** Answer to a Task 2: position, ideas and their support. */
    TASK_RESPONSE,
    /** Order of ideas, paragraphs, and the links between sentences. */
    COHERENCE_AND_COHESION,
    /** Range and precision of the vocabulary, spelling and word formation. */
    LEXICAL_RESOURCE,
    /** Range and accuracy of sentence structures, and punctuation. */
    GRAMMATICAL_RANGE_AND_ACCURACY;

    /** Returns the criterion's id in requests and in JSON, such as {@code task_response}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Criterion> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }

    /** Returns whether the criterion judges how the answer meets the task, rather than language. */
    boolean judgesTheTask() {
        return this == TASK_ACHIEVEMENT || this == TASK_RESPONSE;
    }
}
