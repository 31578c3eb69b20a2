package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells of an exception without its message, which may hold what somebody said. */
public final class Fault {
    private static final int FRAMES = 8;

    private Fault() {}

    /** Its class and the innermost frames of its stack, without spaces between them. */
    public static String describe(Throwable thrown) {
        String where =
                Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("|"));
        return thrown.getClass().getName() + " at=" + where;
    }
}
