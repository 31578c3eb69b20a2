package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.common.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queue of the faults that tests have injected into requests to a stand-in and that are still to
 * happen. Thread-safe.
 */
public final class RequestFaults {
    private static final int MAX_FAULTS = 100;

    private final List<RequestFault> faults = new ArrayList<>();

    /**
     * Queues a fault, which affects the next requests to the stand-in that match the fault's region
     * and operation.
     *
     * @throws IllegalArgumentException if 100 faults are in the queue already
     */
    public synchronized void add(RequestFault fault) {
        if (faults.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("too many faults");
        }
        faults.add(fault);
    }

    /**
     * Removes all faults from the queue, so that the stand-in serves the next requests normally.
     */
    public synchronized void clear() {
        faults.clear();
    }

    /**
     * Returns the oldest injected fault that matches the region and operation of a request, and
     * counts this use of the fault. Removes the fault from the queue with its last use.
     *
     * @return the fault; empty if the stand-in is to serve the request normally
     */
    public synchronized Optional<RequestFault> next(Region region, String operation) {
        for (int i = 0; i < faults.size(); i++) {
            RequestFault fault = faults.get(i);
            if (fault.matches(region, operation)) {
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
