package com.ieltsaiprep.local.candidate;

/** Signals a stack that cannot be used; the message is one clear line for the terminal. */
public final class StackUnavailableException extends RuntimeException {
    /** Creates it with the line for the terminal. */
    public StackUnavailableException(String message) {
        super(message);
    }

    /** Creates it with the line for the terminal, and the cause. */
    public StackUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
