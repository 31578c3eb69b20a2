package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

/** Retry policy for the opening of a stream, with the production delays and time limit. */
final class SimulatedRetryPolicy {
    /** Delay that stands for no further attempt. */
    static final int GIVE_UP = -1;

    private static final long TIME_LIMIT_US = 15_000_000;
    private static final int[] FIRST_OPENING_DELAYS_MS = {1_000, 2_000, 4_000};
    private static final int[] REOPENING_DELAYS_MS = {0, 1_000, 2_000, 4_000};

    private final int[] delaysMs;
    private final long startedUs;
    private int used;

    SimulatedRetryPolicy(RetrySchedule retrySchedule, long nowUs) {
        this.startedUs = nowUs;
        this.delaysMs =
                switch (retrySchedule) {
                    case FIRST_OPENING -> FIRST_OPENING_DELAYS_MS;
                    case REOPENING -> REOPENING_DELAYS_MS;
                };
    }

    /** Returns the delay before the next attempt, ms, or {@link #GIVE_UP}. */
    int nextDelayMs(StreamEnd.Failure failure, long nowUs) {
        if (failure instanceof StreamEnd.Rejected || used == delaysMs.length) {
            return GIVE_UP;
        }
        int delayMs = delaysMs[used];
        used++;
        return nowUs + delayMs * 1_000L - startedUs > TIME_LIMIT_US ? GIVE_UP : delayMs;
    }
}
