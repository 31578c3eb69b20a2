package com.ieltsaiprep.local.api;

import java.time.Duration;
import java.util.List;

/** Function settings as docs/operations/api.md recommends them. */
public final class FunctionSettings {
    /** Memory that gives a function one whole vCPU, MB. */
    public static final int MEMORY_MB = 1_769;

    /** Timeout of a request: API Gateway waits no longer. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(29);

    /** Timeout of {@code migrate}: the longest that Lambda allows. */
    public static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(15);

    /**
     * JVM flags of the managed runtime, with a smaller heap than a function of this size has. What
     * fits here fits there.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m");

    private FunctionSettings() {}
}
