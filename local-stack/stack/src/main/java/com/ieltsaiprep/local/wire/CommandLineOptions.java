package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Command-line options of a stand-in's process, given as {@code --name value} pairs.
 *
 * <p>Reading an option removes it, so that {@link #requireNoneLeft} finds the unknown options. Not
 * thread-safe.
 */
public final class CommandLineOptions {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Parses command-line arguments as {@code --name value} pairs; the last value of a repeated
     * option counts.
     *
     * @throws IllegalArgumentException if the last option has no value
     */
    public CommandLineOptions(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("every option takes one value");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
    }

    /**
     * Removes a command-line option and returns its value as text; null if the option was not
     * given.
     */
    public @Nullable String text(String option) {
        return values.remove(option);
    }

    /**
     * Removes a command-line option and returns its value as an integer; {@code defaultValue} if
     * the option was not given.
     *
     * @throws NumberFormatException if the value is not an integer
     */
    public long number(String option, long defaultValue) {
        String value = values.remove(option);
        return value == null ? defaultValue : Long.parseLong(value);
    }

    /**
     * Removes a command-line option and returns its value as a decimal number; {@code defaultValue}
     * if the option was not given.
     *
     * @throws NumberFormatException if the value is not a number
     */
    public double factor(String option, double defaultValue) {
        String value = values.remove(option);
        return value == null ? defaultValue : Double.parseDouble(value);
    }

    /**
     * Checks that the program has read every command-line option that the user gave.
     *
     * @throws IllegalArgumentException if an option is left, which the program does not know
     */
    public void requireNoneLeft() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown option " + values.keySet().iterator().next());
        }
    }
}
