package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.Nullable;

/** Something a person at the command line can mend; the message is one clear line. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the line to show. */
    public StackException(String message) {
        super(message);
    }

    /** With the line to show and what it came from. */
    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
