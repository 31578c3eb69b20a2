package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes exceptions for the log, without their messages, which may quote a user. */
public final class Fault {
    private static final int MAX_FRAMES = 8;

    /** Exception with an error code from a closed list, which never quotes a user. */
    public interface Coded {
        /** Returns the error code, without spaces. */
        String code();
    }

    private Fault() {}

    /**
     * Describes an exception by its class, its error code and the innermost frames of its stack.
     * There are no spaces between the frames.
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
