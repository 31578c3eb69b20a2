package com.ieltsaiprep.local.api;

/**
 * Limits of a Lambda function, under Lambda's own names: timeout, reserved concurrency, and the
 * retries of asynchronous invocations.
 *
 * @param timeoutMs time that an invocation may take, ms, at least 1
 * @param reservedConcurrency number of events that the function processes at a time, above which
 *     invocations are throttled; 0 for no such limit
 * @param maximumRetryAttempts number of retries of an asynchronous invocation that has failed, 0 to
 *     2
 * @param maximumEventAgeSeconds age from which an event is discarded instead of retried, at least 1
 * @param retryDelayMs delay of the first retry, ms; the second waits twice as long. Lambda waits a
 *     minute
 */
public record FunctionLimits(
        long timeoutMs,
        int reservedConcurrency,
        int maximumRetryAttempts,
        int maximumEventAgeSeconds,
        long retryDelayMs) {
    private static final int SIX_HOURS = 21_600;

    /**
     * Creates limits of a function.
     *
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public FunctionLimits {
        if (timeoutMs < 1
                || reservedConcurrency < 0
                || maximumRetryAttempts < 0
                || maximumRetryAttempts > 2
                || maximumEventAgeSeconds < 1
                || retryDelayMs < 1) {
            throw new IllegalArgumentException("a limit of the function is out of its range");
        }
    }

    /** Returns Lambda's defaults, but with a second before the first retry. */
    public static FunctionLimits ofTimeout(long timeoutMs) {
        return new FunctionLimits(timeoutMs, 0, 2, SIX_HOURS, 1_000);
    }
}
