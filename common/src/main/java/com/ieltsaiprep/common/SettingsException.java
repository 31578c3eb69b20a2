package com.ieltsaiprep.common;

import java.util.List;

/** Settings that a program cannot start with; the message has one line for each. */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as a sentence: the variable, its value, and what is right. */
    public List<String> problems() {
        return problems;
    }
}
