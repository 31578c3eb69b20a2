package com.ieltsaiprep.local.wire;

import java.util.ArrayList;
import java.util.List;

/** The faults ordered for streams that have not opened yet. Safe for many threads. */
public final class Faults {
    private static final int MOST = 1_000;

    private final List<Fault> orders = new ArrayList<>();

    /**
     * Takes an order for a stream to come.
     *
     * @return whether there was room for it
     */
    public synchronized boolean order(Fault fault) {
        return orders.size() < MOST && orders.add(fault);
    }

    /** Forgets all orders. */
    public synchronized void clear() {
        orders.clear();
    }

    /** A stream opens: returns the faults that are for it, and counts down the others. */
    public synchronized List<Fault> opening() {
        List<Fault> due = orders.stream().filter(fault -> fault.stream() <= 1).toList();
        orders.removeAll(due);
        orders.replaceAll(fault -> new Fault(fault.stream() - 1, fault.trigger(), fault.effect()));
        return due;
    }
}
