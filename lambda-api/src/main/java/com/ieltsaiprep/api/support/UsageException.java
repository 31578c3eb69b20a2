package com.ieltsaiprep.api.support;

/** A command line that is not right. */
final class UsageException extends RuntimeException {
    /**
     * With what is wrong.
     *
     * @param wrong for the operator
     */
    UsageException(String wrong) {
        super(wrong);
    }
}
