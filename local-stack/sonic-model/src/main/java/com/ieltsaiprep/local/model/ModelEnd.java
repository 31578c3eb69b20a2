package com.ieltsaiprep.local.model;

/** End of a stream by the model. */
public sealed interface ModelEnd {
    /** End that the client asked for, after the last output. */
    record Completed() implements ModelEnd {}

    /**
     * Failure of the stream.
     *
     * @param exception name on the wire, such as {@code validationException}
     */
    record Failed(String exception, String message) implements ModelEnd {}
}
