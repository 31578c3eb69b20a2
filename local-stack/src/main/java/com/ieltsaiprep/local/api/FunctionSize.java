package com.ieltsaiprep.local.api;

import java.time.Duration;
import java.util.List;

/** What the functions have, as docs/operations/api.md recommends it. */
public final class FunctionSize {
    /** With so much, MB, a function has a whole processor. */
    public static final int MEMORY_MB = 1_769;

    /** For a request: API Gateway waits no longer. */
    public static final Duration REQUEST = Duration.ofSeconds(29);

    /** For a call of {@code migrate}: the longest that Lambda allows. */
    public static final Duration MIGRATION = Duration.ofMinutes(15);

    /**
     * How the managed runtime starts the JVM, with a smaller heap than it gives a function of this
     * size: what fits here fits there.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m");

    private FunctionSize() {}
}
