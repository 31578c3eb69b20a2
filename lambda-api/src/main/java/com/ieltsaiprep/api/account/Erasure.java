package com.ieltsaiprep.api.account;

import java.util.List;
import java.util.function.Consumer;

/** Deletes what is held of somebody besides their account. May be done again. */
public final class Erasure {
    private final List<Holding> holdings;
    private final Consumer<String> endSignIns;

    /**
     * Over these holdings.
     *
     * @param endSignIns of a person, by their id
     */
    public Erasure(List<Holding> holdings, Consumer<String> endSignIns) {
        this.holdings = List.copyOf(holdings);
        this.endSignIns = endSignIns;
    }

    /** Deletes what is held of somebody whose account is still there: they stay signed in. */
    void begin(String userId) {
        holdings.forEach(holding -> holding.erase(userId));
    }

    /** Deletes everything of somebody whose account is gone, also what was written meanwhile. */
    public void finish(String userId) {
        endSignIns.accept(userId);
        begin(userId);
    }
}
