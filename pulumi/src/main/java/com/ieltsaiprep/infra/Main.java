package com.ieltsaiprep.infra;

import com.pulumi.Pulumi;

/** Pulumi program of one stack: dev, staging or prod. */
public final class Main {
    private Main() {}

    /**
     * Registers the stack's resources with the Pulumi engine that started this process.
     *
     * @throws IllegalArgumentException if no engine did
     */
    public static void main(String[] args) {
        // With fewer threads than two, Pulumi's SDK 1.36 livelocks on JDK 25 (pulumi-java #2270).
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        Pulumi.run(Platform::define);
    }
}
