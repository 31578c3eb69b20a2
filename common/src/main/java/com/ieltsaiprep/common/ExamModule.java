package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Exam module: an academic or general, speaking or writing test, each bought, practised and marked
 * on its own.
 */
public enum ExamModule {
    /** Speaking test for candidates of a university. */
    ACADEMIC_SPEAKING,
    /** Writing test for candidates of a university. */
    ACADEMIC_WRITING,
    /** Speaking test for candidates who move for work or life. */
    GENERAL_SPEAKING,
    /** Writing test for candidates who move for work or life. */
    GENERAL_WRITING;

    /** Returns the module's id in database keys and in JSON, such as {@code academic_speaking}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the exam module with an id such as {@code academic_speaking}; empty if no module has
     * that id.
     */
    public static Optional<ExamModule> of(String id) {
        return Arrays.stream(values()).filter(module -> module.id().equals(id)).findFirst();
    }

    /**
     * Returns whether the test of this module is a spoken conversation with Maya, the AI examiner.
     */
    public boolean isSpeaking() {
        return this == ACADEMIC_SPEAKING || this == GENERAL_SPEAKING;
    }
}
