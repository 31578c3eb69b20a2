package com.ieltsaiprep.local.sonic;

import java.util.ArrayList;
import java.util.List;

/** Queue of faults for streams that have not opened yet. Thread-safe. */
final class StreamFaults {
    private static final int MAX_FAULTS = 1_000;

    private final List<StreamFault> faults = new ArrayList<>();

    /**
     * Adds a fault for a stream to come.
     *
     * @throws IllegalArgumentException if as many faults are queued as may be
     */
    synchronized void add(StreamFault fault) {
        if (faults.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("too many faults");
        }
        faults.add(fault);
    }

    /** Removes all faults. */
    synchronized void clear() {
        faults.clear();
    }

    /** Removes and returns the faults of a stream that opens now, and counts down the others. */
    synchronized List<StreamFault> takeForNewStream() {
        List<StreamFault> due = faults.stream().filter(fault -> fault.stream() <= 1).toList();
        faults.removeAll(due);
        faults.replaceAll(
                fault -> new StreamFault(fault.stream() - 1, fault.trigger(), fault.effect()));
        return due;
    }
}
