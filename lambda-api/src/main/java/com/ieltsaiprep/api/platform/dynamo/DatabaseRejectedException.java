package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Fault;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Failure that will not pass: DynamoDB rejects the request because a permission is missing, or a
 * table's name or an expression is wrong. Answered with 500; the log has {@link #code}.
 */
public final class DatabaseRejectedException extends RuntimeException implements Fault.Coded {
    private final String code;

    /**
     * Creates it with the cause's error code, without its message, which may hold keys.
     *
     * @param cause what the client threw
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

    /** Returns DynamoDB's name of the error, such as {@code AccessDeniedException}. */
    @Override
    public String code() {
        return code;
    }
}
