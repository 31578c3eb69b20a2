package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.common.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queue of injected request faults that are still to happen. Thread-safe. */
public final class RequestFaults {
    private static final int MAX_FAULTS = 100;

    private final List<RequestFault> faults = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public synchronized void add(RequestFault fault) {
        if (faults.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("too many faults");
        }
        faults.add(fault);
    }

    /** Removes all faults. */
    public synchronized void clear() {
        faults.clear();
    }

    /** Returns the oldest fault that matches a request, and counts it as used. */
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
