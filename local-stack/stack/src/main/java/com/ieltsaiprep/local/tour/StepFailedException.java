package com.ieltsaiprep.local.tour;

/** Thrown when a step fails; the message states what was expected, and what came. */
final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a line for the terminal. */
    StepFailedException(String message) {
        super(message);
    }

    /** Throws unless a condition holds. */
    static void require(boolean holds, String message) {
        if (!holds) {
            throw new StepFailedException(message);
        }
    }
}
