package com.ieltsaiprep.gateway.simulation.engine;

import java.util.function.Consumer;

/**
 * All that happened in a world, as one number: FNV-1a over time, kind and detail of every event.
 * Two runs with the same hash are the same run.
 */
public final class Trace {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final Timeline timeline;
    private final Consumer<String> listing;
    private final boolean listed;
    private long hash = BASIS;

    private Trace(Timeline timeline, Consumer<String> listing, boolean listed) {
        this.timeline = timeline;
        this.listing = listing;
        this.listed = listed;
    }

    /** A trace that is a hash only. */
    public static Trace hashed(Timeline timeline) {
        return new Trace(timeline, _ -> {}, false);
    }

    /** A trace whose events are listed as well, a line each. */
    public static Trace listed(Timeline timeline, Consumer<String> listing) {
        return new Trace(timeline, listing, true);
    }

    /** Something happened. */
    public void add(String kind, long who, long what) {
        mix(kind, who, what);
        if (listed) {
            list(kind, who, Long.toString(what));
        }
    }

    /** Something happened that has a name. */
    public void add(String kind, long who, String what) {
        mix(kind, who, what.hashCode());
        if (listed) {
            list(kind, who, what);
        }
    }

    private void list(String kind, long who, String what) {
        listing.accept("%12.6f %-18s %d %s".formatted(timeline.nowUs() / 1e6, kind, who, what));
    }

    private void mix(String kind, long who, long what) {
        mix(timeline.nowUs());
        mix(kind.hashCode());
        mix(who);
        mix(what);
    }

    /** Says in words what the listing alone needs to know. */
    public void remark(Object remark) {
        if (listed) {
            listing.accept("%12.6f   %s".formatted(timeline.nowUs() / 1e6, remark));
        }
    }

    /** The hash so far. */
    public long hash() {
        return hash;
    }

    private void mix(long word) {
        hash = (hash ^ word) * PRIME;
    }
}
