package com.ieltsaiprep.local.client;

/**
 * Thrown when a local stack (the whole product, run on one machine) cannot be used: it cannot be
 * started, does not answer or refuses a request. The message is one line for the terminal.
 */
public final class StackUnavailableException extends RuntimeException {
    /** Creates an exception whose message is one line for the terminal. */
    public StackUnavailableException(String message) {
        super(message);
    }

    /** Creates an exception whose message is one line for the terminal, with its cause. */
    public StackUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
