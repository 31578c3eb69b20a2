package com.ieltsaiprep.local.simulation.engine;

import java.util.function.Consumer;

/**
 * Event trace of a run as one hash: FNV-1a over time, kind and detail of every event. Two runs with
 * the same hash are the same run.
 */
public final class EventTrace {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final VirtualTimeScheduler scheduler;
    private final Consumer<String> output;
    private final boolean listing;
    private long hash = BASIS;

    private EventTrace(VirtualTimeScheduler scheduler, Consumer<String> output, boolean listing) {
        this.scheduler = scheduler;
        this.output = output;
        this.listing = listing;
    }

    /** Creates a trace that keeps only the hash. */
    public static EventTrace hashOnly(VirtualTimeScheduler scheduler) {
        return new EventTrace(scheduler, _ -> {}, false);
    }

    /** Creates a trace that also lists each event on a line. */
    public static EventTrace listing(VirtualTimeScheduler scheduler, Consumer<String> output) {
        return new EventTrace(scheduler, output, true);
    }

    /** Records an event. */
    public void record(String kind, long entity, long detail) {
        mix(kind, entity, detail);
        if (listing) {
            list(kind, entity, Long.toString(detail));
        }
    }

    /** Records an event with a detail in words. */
    public void record(String kind, long entity, String detail) {
        mix(kind, entity, detail.hashCode());
        if (listing) {
            list(kind, entity, detail);
        }
    }

    private void list(String kind, long entity, String detail) {
        output.accept(
                "%12.6f %-18s %d %s".formatted(scheduler.nowUs() / 1e6, kind, entity, detail));
    }

    private void mix(String kind, long entity, long detail) {
        mix(scheduler.nowUs());
        mix(kind.hashCode());
        mix(entity);
        mix(detail);
    }

    /** Adds a detail to the listing, not to the hash. */
    public void note(Object detail) {
        if (listing) {
            output.accept("%12.6f   %s".formatted(scheduler.nowUs() / 1e6, detail));
        }
    }

    /** Returns the hash so far. */
    public long hash() {
        return hash;
    }

    private void mix(long word) {
        hash = (hash ^ word) * PRIME;
    }
}
