package com.ieltsaiprep.common;

import java.util.List;

/**
 * Exception for invalid settings (environment variables); its message has one line for each
 * problem.
 */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems as sentences, each with the name of the variable, its value (unless it
     * is secret), and what is expected.
     */
    public List<String> problems() {
        return problems;
    }
}
