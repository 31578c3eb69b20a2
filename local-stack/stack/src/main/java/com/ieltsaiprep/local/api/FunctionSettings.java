package com.ieltsaiprep.local.api;

import java.time.Duration;
import java.util.List;

/**
 * Settings of the Lambda functions that docs/operations/api.md recommends for deployment, which the
 * local stack uses too.
 */
public final class FunctionSettings {
    /** Memory of each Lambda function, MB: the size at which Lambda provides one whole vCPU. */
    public static final int MEMORY_MB = 1_769;

    /**
     * Timeout of the Lambda functions that serve API requests: API Gateway waits no longer for a
     * response.
     */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(29);

    /**
     * Timeout of the Lambda function {@code writing}, which also marks after it has responded, when
     * it has invoked itself asynchronously.
     */
    public static final Duration WRITING_TIMEOUT = Duration.ofMinutes(2);

    /** Age from which an asynchronous event to the function {@code writing} is discarded. */
    public static final Duration WRITING_MAX_EVENT_AGE = Duration.ofMinutes(5);

    /**
     * Timeout of the Lambda function {@code migrate}, which runs schema migrations: the longest
     * that Lambda allows.
     */
    public static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(15);

    /** Delay of the first retry of an asynchronous invocation; Lambda waits a minute. */
    static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /**
     * JVM flags of Lambda's managed Java runtime, but with a smaller heap than Lambda gives a
     * function of {@link #MEMORY_MB}. A function that has enough memory locally therefore has
     * enough in production.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m");

    /** JVM flag that a JVM with Lambda functions needs, to find work after a response. */
    public static final String THREAD_LIST_FLAG = JvmThreads.EXPORT;

    private FunctionSettings() {}

    /** Returns the limits of a function that serves API requests, by its name. */
    public static FunctionLimits limits(String function) {
        return function.equals("writing")
                ? new FunctionLimits(
                        WRITING_TIMEOUT.toMillis(),
                        0,
                        2,
                        (int) WRITING_MAX_EVENT_AGE.toSeconds(),
                        RETRY_DELAY.toMillis())
                : FunctionLimits.ofTimeout(REQUEST_TIMEOUT.toMillis());
    }
}
