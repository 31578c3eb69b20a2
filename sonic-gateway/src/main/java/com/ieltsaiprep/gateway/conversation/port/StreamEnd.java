package com.ieltsaiprep.gateway.conversation.port;

/**
 * End of a stream to Nova Sonic: expected ({@link Completed}), or one of the kinds of {@link
 * Failure}.
 */
public sealed interface StreamEnd {

    /**
     * Expected end of a stream to Nova Sonic: the gateway ended the session or cancelled the
     * stream.
     */
    record Completed() implements StreamEnd {}

    /** Unexpected end of a stream to Nova Sonic, or failure of the attempts to open it. */
    sealed interface Failure extends StreamEnd {
        /**
         * Returns the name of the cause, for logs and metrics: the class of the vendor's exception
         * such as {@code ModelStreamErrorException}, or a name of the gateway's own such as {@code
         * NoResponseHeaders}. It is never an exception's message, which may quote what was said.
         */
        String cause();
    }

    /**
     * Transient failure of a stream to Nova Sonic, which a retry may overcome: instability or a
     * server error of Nova Sonic, a reset, a timeout, or a lost connection.
     */
    record Transient(String cause) implements Failure {}

    /**
     * Expiry of a stream to Nova Sonic: maximum age, idle input, a timeout of the model, or expired
     * credentials. Another stream can be opened.
     */
    record Expired(String cause) implements Failure {}

    /**
     * Rejection of a stream by Nova Sonic as invalid or not permitted. The same bytes must not be
     * sent again, because they would be rejected again.
     */
    record Rejected(String cause) implements Failure {}

    /**
     * Lack of capacity for a stream to Nova Sonic: Nova Sonic throttles, a quota is used up, the
     * model is not ready, or the gateway's circuit breaker is open.
     */
    record Capacity(String cause) implements Failure {}
}
