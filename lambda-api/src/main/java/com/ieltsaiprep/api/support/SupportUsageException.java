package com.ieltsaiprep.api.support;

/** A command line that is not right. */
final class SupportUsageException extends RuntimeException {
    /**
     * With what is wrong.
     *
     * @param wrong for the operator
     */
    SupportUsageException(String wrong) {
        super(wrong);
    }
}
