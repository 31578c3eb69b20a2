package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Command-line options of a stand-in's process, each with one value. */
public final class CommandLineOptions {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws IllegalArgumentException if an option has no value
     */
    public CommandLineOptions(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("every option takes one value");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
    }

    /** Takes a text option; null if it is missing. */
    public @Nullable String text(String option) {
        return values.remove(option);
    }

    /** Takes an integer option. */
    public long number(String option, long defaultValue) {
        String value = values.remove(option);
        return value == null ? defaultValue : Long.parseLong(value);
    }

    /** Takes a decimal option. */
    public double factor(String option, double defaultValue) {
        String value = values.remove(option);
        return value == null ? defaultValue : Double.parseDouble(value);
    }

    /**
     * Checks that all options were taken.
     *
     * @throws IllegalArgumentException if an unknown option is left
     */
    public void requireNoneLeft() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown option " + values.keySet().iterator().next());
        }
    }
}
