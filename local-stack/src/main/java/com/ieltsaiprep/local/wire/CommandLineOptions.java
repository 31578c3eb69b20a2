package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The command line of a stand-in that runs as a process: options with one value each. */
public final class CommandLineOptions {
    private final Map<String, String> given = new HashMap<>();

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
            given.put(arguments[i], arguments[i + 1]);
        }
    }

    /** Takes a text, or null if it is not given. */
    public @Nullable String text(String option) {
        return given.remove(option);
    }

    /** Takes a whole number. */
    public long number(String option, long otherwise) {
        String value = given.remove(option);
        return value == null ? otherwise : Long.parseLong(value);
    }

    /** Takes a number. */
    public double factor(String option, double otherwise) {
        String value = given.remove(option);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    /**
     * All options that exist were taken.
     *
     * @throws IllegalArgumentException if one is left
     */
    public void end() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown option " + given.keySet().iterator().next());
        }
    }
}
