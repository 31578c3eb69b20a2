package com.ieltsaiprep.local.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Queue of the faults that tests have injected into a stand-in and that are still to happen.
 * Thread-safe.
 *
 * @param <F> type of the faults
 */
public final class FaultQueue<F extends CountedFault<F>> {
    private static final int MAX_FAULTS = 1_000;

    private final List<F> faults = new ArrayList<>();

    /**
     * Queues a fault, which affects the next requests that it matches.
     *
     * @throws IllegalArgumentException if 1,000 faults are in the queue already
     */
    public synchronized void add(F fault) {
        if (faults.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("too many faults");
        }
        faults.add(fault);
    }

    /** Removes all faults, so that the stand-in serves the next requests normally. */
    public synchronized void clear() {
        faults.clear();
    }

    /**
     * Returns the oldest fault that matches a request, and counts this use of it. Removes the fault
     * with its last use.
     *
     * @return the fault; empty if the stand-in is to serve the request normally
     */
    public synchronized Optional<F> next(Predicate<F> matches) {
        for (int i = 0; i < faults.size(); i++) {
            F fault = faults.get(i);
            if (matches.test(fault)) {
                if (fault.times() == 1) {
                    faults.remove(i);
                } else {
                    faults.set(i, fault.decremented());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
