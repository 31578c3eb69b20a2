package com.ieltsaiprep.local;

/** Thrown for invalid command-line arguments; its message is shown to the user. */
final class CommandLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandLineException(String message) {
        super(message);
    }
}
