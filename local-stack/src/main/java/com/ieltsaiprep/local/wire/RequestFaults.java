package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.common.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are ordered and have not all happened yet. Safe for many threads. */
public final class RequestFaults {
    private static final int MOST = 100;

    private final List<RequestFault> orders = new ArrayList<>();

    /**
     * Takes an order.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public synchronized void order(RequestFault fault) {
        if (orders.size() == MOST) {
            throw new IllegalArgumentException("too many faults");
        }
        orders.add(fault);
    }

    /** Forgets all orders. */
    public synchronized void clear() {
        orders.clear();
    }

    /** A request comes: the oldest fault that concerns it, if one does. */
    public synchronized Optional<RequestFault> next(Region region, String operation) {
        for (int i = 0; i < orders.size(); i++) {
            RequestFault fault = orders.get(i);
            if (fault.concerns(region, operation)) {
                if (fault.times() == 1) {
                    orders.remove(i);
                } else {
                    orders.set(i, fault.once());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
