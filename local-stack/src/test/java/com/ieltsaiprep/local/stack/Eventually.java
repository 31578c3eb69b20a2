package com.ieltsaiprep.local.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Assertions that may take some time to come true. */
final class Eventually {
    /** The functions do not ask a Redis that was away for 5 s; the machine does other things. */
    private static final Duration MORE = Duration.ofSeconds(6);

    /** Asking all the time would take the processors from what is waited for. */
    static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** At the latest when all regions have heard of all writes. */
    static void lag(Runnable assertion) {
        long deadline = System.nanoTime() + ApiStack.LAG.plus(MORE).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }
}
