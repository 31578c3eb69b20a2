package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a part of the local stack fails. The message tells the user at the command line what
 * failed.
 */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception without a cause.
     *
     * @param message text to show to the user at the command line
     */
    public StackException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message text to show to the user at the command line
     * @param cause the exception that led to this one; null if unknown
     */
    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
