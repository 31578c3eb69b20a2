package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Fault;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * DynamoDB refuses what was asked, and would again: a right is missing, a table's name is wrong, or
 * an expression. A fault of ours, not a bad day of DynamoDB's.
 */
public final class DatabaseRejectedException extends RuntimeException implements Fault.Coded {
    private final String code;

    /**
     * Quotes nothing of the cause but its code, since its message may hold keys.
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

    /** DynamoDB's name of the error, such as {@code AccessDeniedException}. */
    @Override
    public String code() {
        return code;
    }
}
