package com.ieltsaiprep.local.candidate;

/** The stack cannot be used; the message is one clear line for the person at the terminal. */
public final class StackException extends RuntimeException {
    /** With what to tell the person. */
    public StackException(String message) {
        super(message);
    }

    /** With what to tell the person, and why it is so. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
