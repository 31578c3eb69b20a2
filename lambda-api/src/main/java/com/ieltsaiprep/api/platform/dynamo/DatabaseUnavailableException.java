package com.ieltsaiprep.api.platform.dynamo;

/**
 * Exception for a DynamoDB request that may succeed later: even after retries, DynamoDB was
 * throttling, slow or unreachable. A write may have been done nevertheless, since a response may be
 * lost. The HTTP response is 503 with {@code Retry-After}.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    /**
     * Creates the exception with the cause's class, but without its message, which may hold keys.
     *
     * @param cause what the AWS SDK threw
     */
    public DatabaseUnavailableException(Throwable cause) {
        super("DynamoDB: " + cause.getClass().getSimpleName(), cause);
    }
}
