package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of the exam that is bought, practised and marked by itself. */
public enum ExamModule {
    /** Speaking, for those who go to a university. */
    ACADEMIC_SPEAKING,
    /** Writing, for those who go to a university. */
    ACADEMIC_WRITING,
    /** Speaking, for those who go to work or to live. */
    GENERAL_SPEAKING,
    /** Writing, for those who go to work or to live. */
    GENERAL_WRITING;

    /** Its name in keys and in JSON, such as {@code academic_speaking}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module of a name. */
    public static Optional<ExamModule> of(String id) {
        return Arrays.stream(values()).filter(module -> module.id().equals(id)).findFirst();
    }

    /** Whether it is taken by talking to Maya. */
    public boolean isSpeaking() {
        return this == ACADEMIC_SPEAKING || this == GENERAL_SPEAKING;
    }
}
