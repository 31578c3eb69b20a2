package com.ieltsaiprep.local.client.api;

/** Thrown when a product does something else than was expected; the message states both. */
public final class UnmetExpectationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a line for the terminal. */
    public UnmetExpectationException(String message) {
        super(message);
    }

    /** Throws unless a condition holds. */
    public static void require(boolean holds, String message) {
        if (!holds) {
            throw new UnmetExpectationException(message);
        }
    }
}
