package com.ieltsaiprep.api.platform.dynamo;

/**
 * DynamoDB did not do what was asked, after retries: it is throttling, slow or away. A write may
 * have been done all the same.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    /**
     * Quotes nothing of the cause, whose message may hold keys.
     *
     * @param cause what the client threw
     */
    public DatabaseUnavailableException(Throwable cause) {
        super("DynamoDB: " + cause.getClass().getSimpleName(), cause);
    }
}
