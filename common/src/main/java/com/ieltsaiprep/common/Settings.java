package com.ieltsaiprep.common;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reader of a program's settings: validates environment variables and collects all problems. If a
 * variable is invalid, its getter records a problem and returns the default value, so that {@link
 * #check} can report all problems at once. A variable that is set but blank counts as not set.
 *
 * <p>Messages quote invalid values, except those of {@link #secretText} and {@link #secret}.
 */
public final class Settings {
    private final Function<String, @Nullable String> environment;
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a reader of settings.
     *
     * @param environment returns the value of an environment variable, or null if it is not set;
     *     {@code System::getenv} in a program
     */
    public Settings(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Returns the value of an environment variable, or the default value if the variable is not
     * set. Accepts any value.
     */
    public String text(String name, String defaultValue) {
        String value = value(name);
        return value == null ? defaultValue : value;
    }

    /**
     * Returns the value of an environment variable, or the default value if the variable is not
     * set. If this value does not match {@code form}, records a problem that quotes it, and returns
     * the default value.
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

    /**
     * Returns the value of an environment variable that may be secret, or the default value if the
     * variable is not set. If this value does not match {@code form}, records a problem that does
     * not show it, and returns the default value.
     *
     * @param expected description of the pattern in words, for the message
     */
    public String secretText(String name, String defaultValue, Pattern form, String expected) {
        String value = text(name, defaultValue);
        if (form.matcher(value).matches()) {
            return value;
        }
        problems.add("%s must be %s (its value is not shown)".formatted(name, expected));
        return defaultValue;
    }

    /**
     * Parses the value of an environment variable that holds a secret; messages never show it.
     *
     * @param parse throws IllegalArgumentException if the value is invalid
     * @param expected description of a valid value in words, for the message
     * @return the parsed value; null if the variable is not set; null also if its value is invalid,
     *     which is recorded as a problem
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

    /**
     * Returns the value of an environment variable, an integer from {@code min} to {@code max}, or
     * the default value if the variable is not set. If the value is invalid, records a problem and
     * returns the default value.
     */
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
     * Returns the distinct items of an environment variable that is a comma-separated list, or
     * those of {@code defaultValue} if the variable is not set. An invalid item is left out and
     * recorded as a problem; blank items are ignored.
     *
     * @param item pattern that each item must match, without blanks around it
     * @param expected description of the pattern in words, for the message
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
     * Records a problem if a condition does not hold, such as one on several settings together.
     *
     * @param problem sentence for the message, with the values of the settings
     * @return the condition
     */
    public boolean require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
        return condition;
    }

    /**
     * Throws an exception that lists all problems found so far; to be called after the last getter.
     *
     * @throws SettingsException if a getter, or {@link #require}, has recorded a problem
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
