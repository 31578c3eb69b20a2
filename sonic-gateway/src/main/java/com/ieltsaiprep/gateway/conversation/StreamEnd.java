package com.ieltsaiprep.gateway.conversation;

/** How a stream ended. */
public sealed interface StreamEnd {

    /** As asked: after {@code sessionEnd}, or cancelled by us. */
    record Completed() implements StreamEnd {}

    /** Against our will. */
    sealed interface Failure extends StreamEnd {
        /**
         * The vendor's name of the failure, such as {@code ModelStreamErrorException}; never its
         * message, which may hold content.
         */
        String cause();
    }

    /** It may work the next time: instability, resets, server errors, a lost connection. */
    record Transient(String cause) implements Failure {}

    /** The stream's time was up: its life, idle input, a model timeout, expired credentials. */
    record Expired(String cause) implements Failure {}

    /** The service says that we broke its rules; the same bytes must not be sent again. */
    record Rejected(String cause) implements Failure {}

    /** No room: throttled, quota, no connection to be had, circuit open. */
    record Capacity(String cause) implements Failure {}
}
