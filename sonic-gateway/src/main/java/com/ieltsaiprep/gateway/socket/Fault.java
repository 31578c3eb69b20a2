package com.ieltsaiprep.gateway.socket;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells of an exception without its message, which may hold what somebody said. */
final class Fault {
    private static final int FRAMES = 8;

    private Fault() {}

    static String describe(Throwable thrown) {
        String where =
                Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("|"));
        return thrown.getClass().getName() + " at=" + where;
    }
}
