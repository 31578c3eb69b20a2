package com.ieltsaiprep.common;

import java.util.List;

/** Signals invalid settings, with one line of the message for each problem. */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems as sentences: the variable, its value, and what is expected. */
    public List<String> problems() {
        return problems;
    }
}
