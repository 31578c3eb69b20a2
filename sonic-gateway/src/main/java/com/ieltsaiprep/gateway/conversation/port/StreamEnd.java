package com.ieltsaiprep.gateway.conversation.port;

/** End of a stream: completed, or one of the failure kinds. */
public sealed interface StreamEnd {

    /** Expected end: after {@code sessionEnd}, or cancelled by us. */
    record Completed() implements StreamEnd {}

    /** Unexpected end. */
    sealed interface Failure extends StreamEnd {
        /**
         * Returns the vendor's name of the failure, such as {@code ModelStreamErrorException};
         * never its message, which may hold content.
         */
        String cause();
    }

    /**
     * Transient failure that a retry may overcome: instability, resets, server errors, a lost
     * connection.
     */
    record Transient(String cause) implements Failure {}

    /** Expiry of the stream: its maximum age, idle input, a model timeout, expired credentials. */
    record Expired(String cause) implements Failure {}

    /**
     * Rejection: the service says that we broke its rules; the same bytes must not be sent again.
     */
    record Rejected(String cause) implements Failure {}

    /** Lack of capacity: throttled, quota, no free connection, circuit breaker open. */
    record Capacity(String cause) implements Failure {}
}
