package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Formatter of exceptions for the log: writes class, error code and stack frames, and omits the
 * message, which may quote a user.
 */
public final class Fault {
    private static final int MAX_FRAMES = 8;

    /**
     * Exception with an error code from a closed list, which is safe to log because it never quotes
     * a user.
     */
    public interface Coded {
        /** Returns the error code, such as {@code AccessDeniedException}; it contains no spaces. */
        String code();
    }

    private Fault() {}

    /**
     * Returns a log text for an exception: its class, the error code of a {@link Coded} exception,
     * and the innermost eight stack frames with {@code |} between them. The exception's message and
     * cause are omitted.
     */
    public static String describe(Throwable thrown) {
        String where =
                Arrays.stream(thrown.getStackTrace())
                        .limit(MAX_FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("|"));
        String code = thrown instanceof Coded coded ? " code=" + coded.code() : "";
        return thrown.getClass().getName() + code + " at=" + where;
    }
}
