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
     * Timeout of the Lambda function {@code migrate}, which runs schema migrations: the longest
     * that Lambda allows.
     */
    public static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(15);

    /**
     * JVM flags of Lambda's managed Java runtime, but with a smaller heap than Lambda gives a
     * function of {@link #MEMORY_MB}. A function that has enough memory locally therefore has
     * enough in production.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m");

    private FunctionSettings() {}
}
