package com.ieltsaiprep.api.platform.dynamo;

/**
 * Failure that may pass: after retries DynamoDB is throttling, slow or unavailable. A write may
 * have been done all the same (its answer lost). Answered with 503 and {@code Retry-After}.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    /**
     * Creates it without the cause's message, which may hold keys.
     *
     * @param cause what the client threw
     */
    public DatabaseUnavailableException(Throwable cause) {
        super("DynamoDB: " + cause.getClass().getSimpleName(), cause);
    }
}
