package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Module of the exam, which is bought, practised and marked on its own. */
public enum ExamModule {
    /** Speaking test for candidates of a university. */
    ACADEMIC_SPEAKING,
    /** Writing test for candidates of a university. */
    ACADEMIC_WRITING,
    /** Speaking test for candidates who move for work or life. */
    GENERAL_SPEAKING,
    /** Writing test for candidates who move for work or life. */
    GENERAL_WRITING;

    /** Returns the id in keys and in JSON, such as {@code academic_speaking}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the module of an id, empty if there is none. */
    public static Optional<ExamModule> of(String id) {
        return Arrays.stream(values()).filter(module -> module.id().equals(id)).findFirst();
    }

    /** Returns whether the test is a conversation with Maya. */
    public boolean isSpeaking() {
        return this == ACADEMIC_SPEAKING || this == GENERAL_SPEAKING;
    }
}
