package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.StreamEnd;

/** When the opening of a stream is tried again. */
final class Retries {
    /** No more. */
    static final int NONE = -1;

    private static final long WITHIN_US = 15_000_000;
    private static final int[] FIRST = {1_000, 2_000, 4_000};
    private static final int[] AGAIN = {0, 1_000, 2_000, 4_000};

    private final int[] delaysMs;
    private final long begunUs;
    private int used;

    Retries(RetrySchedule retrySchedule, long nowUs) {
        this.begunUs = nowUs;
        this.delaysMs =
                switch (retrySchedule) {
                    case FIRST_OPENING -> FIRST;
                    case REOPENING -> AGAIN;
                };
    }

    /** The pause before the next attempt. */
    int nextDelayMs(StreamEnd.Failure failure, long nowUs) {
        if (failure instanceof StreamEnd.Rejected || used == delaysMs.length) {
            return NONE;
        }
        int delayMs = delaysMs[used];
        used++;
        return nowUs + delayMs * 1_000L - begunUs > WITHIN_US ? NONE : delayMs;
    }
}
