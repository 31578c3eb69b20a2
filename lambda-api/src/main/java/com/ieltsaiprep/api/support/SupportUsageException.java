package com.ieltsaiprep.api.support;

/** Error of a command line. */
final class SupportUsageException extends RuntimeException {
    SupportUsageException(String wrong) {
        super(wrong);
    }
}
