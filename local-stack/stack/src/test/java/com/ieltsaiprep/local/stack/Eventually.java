package com.ieltsaiprep.local.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Retries assertions until they hold. */
final class Eventually {
    /**
     * The functions do not try a Redis again for 5 s after a failure; the machine is busy with
     * other tests, too.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(6);

    /** Polling without a pause would take the processors from the servers. */
    static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private Eventually() {}

    /** Waits until an assertion holds, at most as long as replication takes. */
    static void afterReplication(Runnable assertion) {
        long deadline = System.nanoTime() + ApiStack.LAG.plus(TOLERANCE).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
        }
    }
}
