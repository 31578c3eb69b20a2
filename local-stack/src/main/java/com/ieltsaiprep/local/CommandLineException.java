package com.ieltsaiprep.local;

/** The arguments of a command make no sense; its message is for the person at the command line. */
final class CommandLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandLineException(String message) {
        super(message);
    }
}
