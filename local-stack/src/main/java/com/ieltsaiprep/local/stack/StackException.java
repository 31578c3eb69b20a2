package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.Nullable;

/** Thrown for a failure of the stack that the user can fix; its message is one line. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with the line to show. */
    public StackException(String message) {
        super(message);
    }

    /** Creates an exception with the line to show and its cause. */
    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
