package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells of an exception without its message, which may hold what somebody said. */
public final class Fault {
    private static final int FRAMES = 8;

    /** An exception that has a name from a closed list, which holds nothing that somebody said. */
    public interface Coded {
        /** The name, without spaces. */
        String code();
    }

    private Fault() {}

    /**
     * Its class, its code if it has one, and the innermost frames of its stack, without spaces
     * between them.
     */
    public static String describe(Throwable thrown) {
        String where =
                Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("|"));
        String code = thrown instanceof Coded coded ? " code=" + coded.code() : "";
        return thrown.getClass().getName() + code + " at=" + where;
    }
}
