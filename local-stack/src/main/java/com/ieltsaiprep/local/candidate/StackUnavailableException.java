package com.ieltsaiprep.local.candidate;

/** The stack cannot be used; the message is one clear line for the person at the terminal. */
public final class StackUnavailableException extends RuntimeException {
    /** With what to tell the person. */
    public StackUnavailableException(String message) {
        super(message);
    }

    /** With what to tell the person, and why it is so. */
    public StackUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
