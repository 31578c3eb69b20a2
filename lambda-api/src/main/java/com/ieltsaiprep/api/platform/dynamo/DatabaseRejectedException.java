package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Fault;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Exception for a DynamoDB request that will never succeed, because a permission is missing, or a
 * table's name or an expression is wrong. The HTTP response is 500; the log has {@link #code}.
 */
public final class DatabaseRejectedException extends RuntimeException implements Fault.Coded {
    private final String code;

    /**
     * Creates the exception with DynamoDB's error code, but without its message, which may hold
     * keys.
     *
     * @param cause what the AWS SDK threw
     */
    public DatabaseRejectedException(AwsServiceException cause) {
        this(code(cause), cause);
    }

    private DatabaseRejectedException(String code, AwsServiceException cause) {
        super("DynamoDB refuses: " + code, cause);
        this.code = code;
    }

    private static String code(AwsServiceException cause) {
        AwsErrorDetails details = cause.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? cause.getClass().getSimpleName()
                : details.errorCode();
    }

    /** Returns DynamoDB's code of the error, such as {@code AccessDeniedException}. */
    @Override
    public String code() {
        return code;
    }
}
