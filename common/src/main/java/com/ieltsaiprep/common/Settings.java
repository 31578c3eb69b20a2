package com.ieltsaiprep.common;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Settings reader: validates environment variables and collects all problems. Every getter records
 * what is wrong and returns the default, so that {@link #check} can report all problems at once
 * instead of one for each start. A variable that is set but empty counts as not set.
 *
 * <p>Values are shown in the messages; {@link #secretText} is for those that must not be.
 */
public final class Settings {
    private final Function<String, @Nullable String> environment;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param environment returns the value of a variable, or null; {@code System::getenv} in a
     *     program
     */
    public Settings(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Returns a text of any form. */
    public String text(String name, String defaultValue) {
        String value = value(name);
        return value == null ? defaultValue : value;
    }

    /**
     * Returns a text that matches a pattern.
     *
     * @param expected description of the pattern in words, for the message
     */
    public String text(String name, String defaultValue, Pattern form, String expected) {
        String value = text(name, defaultValue);
        if (form.matcher(value).matches()) {
            return value;
        }
        problem(name, value, expected);
        return defaultValue;
    }

    /** Returns a text that matches a pattern, but may be secret and is never shown. */
    public String secretText(String name, String defaultValue, Pattern form, String expected) {
        String value = text(name, defaultValue);
        if (form.matcher(value).matches()) {
            return value;
        }
        problems.add("%s must be %s (its value is not shown)".formatted(name, expected));
        return defaultValue;
    }

    /**
     * Returns a parsed secret, whose value is never shown.
     *
     * @param parse throws IllegalArgumentException if the value is invalid
     * @param expected description of a valid value in words, for the message
     * @return null if the variable is not set or invalid
     */
    public <T> @Nullable T secret(String name, Function<String, T> parse, String expected) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException _) {
            problems.add("%s must be %s (its value is not shown)".formatted(name, expected));
            return null;
        }
    }

    /** Returns a whole number between {@code min} and {@code max}, both included. */
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
            // Reported below, like a number out of range.
        }
        problem(name, value, "a whole number from %d to %d".formatted(min, max));
        return defaultValue;
    }

    /**
     * Returns the distinct, non-blank items of a comma-separated list.
     *
     * @param expected description of an item's pattern in words, for the message
     */
    public Set<String> list(String name, String defaultValue, Pattern item, String expected) {
        Set<String> items = new LinkedHashSet<>();
        for (String part : text(name, defaultValue).split(",", -1)) {
            String trimmed = part.strip();
            if (item.matcher(trimmed).matches()) {
                items.add(trimmed);
            } else if (!trimmed.isEmpty()) {
                problem(name, trimmed, expected);
            }
        }
        return Set.copyOf(items);
    }

    /**
     * Requires a condition on several settings together.
     *
     * @param problem sentence with the values, recorded if the condition does not hold
     * @return the condition
     */
    public boolean require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
        return condition;
    }

    /**
     * Throws if a getter found a problem; to be called after the last getter.
     *
     * @throws SettingsException if there are problems
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private void problem(String name, String value, String expected) {
        problems.add("%s is \"%s\", but must be %s".formatted(name, value, expected));
    }

    private @Nullable String value(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
