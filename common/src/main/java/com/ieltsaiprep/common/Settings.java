package com.ieltsaiprep.common;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads settings from the environment. Every getter notes what is wrong and answers the default, so
 * that {@link #check} can tell all problems at once instead of one for each start. A variable that
 * is set but empty counts as not set.
 *
 * <p>Values are shown in the messages; {@link #secretText} is for those that must not be.
 */
public final class Settings {
    private final Function<String, @Nullable String> environment;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param environment answers the value of a variable, or null; {@code System::getenv} in a
     *     program
     */
    public Settings(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** A text of any form. */
    public String text(String name, String defaultValue) {
        String value = value(name);
        return value == null ? defaultValue : value;
    }

    /**
     * A text of a given form.
     *
     * @param right says in words what the pattern wants, for the message
     */
    public String text(String name, String defaultValue, Pattern form, String right) {
        String value = text(name, defaultValue);
        if (form.matcher(value).matches()) {
            return value;
        }
        problem(name, value, right);
        return defaultValue;
    }

    /** The same for a value that may hold a secret, and is not shown. */
    public String secretText(String name, String defaultValue, Pattern form, String right) {
        String value = text(name, defaultValue);
        if (form.matcher(value).matches()) {
            return value;
        }
        problems.add("%s must be %s (its value is not shown)".formatted(name, right));
        return defaultValue;
    }

    /**
     * A secret of several parts, which is not shown.
     *
     * @param read throws IllegalArgumentException if the value is not right
     * @param right says in words what is, for the message
     * @return null if there is none
     */
    public <T> @Nullable T secret(String name, Function<String, T> read, String right) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        try {
            return read.apply(value);
        } catch (IllegalArgumentException _) {
            problems.add("%s must be %s (its value is not shown)".formatted(name, right));
            return null;
        }
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public int number(String name, int defaultValue, int min, int max) {
        String value = value(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        problem(name, value, "a whole number from %d to %d".formatted(min, max));
        return defaultValue;
    }

    /**
     * A list with commas between its items, without blanks and repetitions.
     *
     * @param right says in words what the pattern wants of each item, for the message
     */
    public Set<String> list(String name, String defaultValue, Pattern item, String right) {
        Set<String> items = new LinkedHashSet<>();
        for (String part : text(name, defaultValue).split(",", -1)) {
            String trimmed = part.strip();
            if (item.matcher(trimmed).matches()) {
                items.add(trimmed);
            } else if (!trimmed.isEmpty()) {
                problem(name, trimmed, right);
            }
        }
        return Set.copyOf(items);
    }

    /**
     * Something that several settings must keep together.
     *
     * @param otherwise the problem as a sentence, values and all
     * @return whether it is kept
     */
    public boolean require(boolean kept, String otherwise) {
        if (!kept) {
            problems.add(otherwise);
        }
        return kept;
    }

    /**
     * To be called after the last getter.
     *
     * @throws SettingsException if anything was wrong
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private void problem(String name, String value, String right) {
        problems.add("%s is \"%s\", but must be %s".formatted(name, value, right));
    }

    private @Nullable String value(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
