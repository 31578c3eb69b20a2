package com.ieltsaiprep.local.sonic;

import java.util.ArrayList;
import java.util.List;

/** The faults ordered for streams that have not opened yet. Safe for many threads. */
final class StreamFaults {
    private static final int MOST = 1_000;

    private final List<StreamFault> orders = new ArrayList<>();

    /**
     * Takes an order for a stream to come.
     *
     * @return whether there was room for it
     */
    synchronized boolean order(StreamFault fault) {
        return orders.size() < MOST && orders.add(fault);
    }

    /** Forgets all orders. */
    synchronized void clear() {
        orders.clear();
    }

    /** A stream opens: returns the faults that are for it, and counts down the others. */
    synchronized List<StreamFault> opening() {
        List<StreamFault> due = orders.stream().filter(fault -> fault.stream() <= 1).toList();
        orders.removeAll(due);
        orders.replaceAll(
                fault -> new StreamFault(fault.stream() - 1, fault.trigger(), fault.effect()));
        return due;
    }
}
