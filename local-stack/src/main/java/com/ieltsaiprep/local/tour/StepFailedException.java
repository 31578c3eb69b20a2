package com.ieltsaiprep.local.tour;

/** Something is not as it must be; the message says what was expected, and what came. */
final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** In a line for the person at the terminal. */
    StepFailedException(String message) {
        super(message);
    }

    /** Unless it is so. */
    static void unless(boolean so, String message) {
        if (!so) {
            throw new StepFailedException(message);
        }
    }
}
