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
     * @return whether there was room for it
     */
    synchronized boolean add(StreamFault fault) {
        return faults.size() < MAX_FAULTS && faults.add(fault);
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
