package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.local.simulation.world.FaultKind;
import com.ieltsaiprep.local.simulation.world.InjectedFault;

import java.util.ArrayList;
import java.util.List;

/**
 * Shrinker of a failing run by delta debugging (Zeller). It drops the faults after the failure,
 * then whole kinds, then sublists, halves first. A smaller run counts if it violates the same
 * invariant.
 */
final class Shrinker {
    private final String invariant;
    private Simulation smallest;
    private int runsLeft;

    /**
     * Creates a shrinker for one failing run.
     *
     * @param invariant that the run violates
     * @param runs maximum number of runs that the search may take
     */
    Shrinker(Simulation failing, String invariant, int runs) {
        this.smallest = failing;
        this.invariant = invariant;
        this.runsLeft = runs;
    }

    /** Returns the smallest failing run that was found. */
    Simulation shrink() {
        dropFaultsAfterFailure();
        dropFaultKinds();
        dropSublists();
        return smallest;
    }

    private void dropFaultsAfterFailure() {
        long failedMs = smallest.run().virtualUs() / 1_000;
        tryWith(smallest.faults().stream().filter(fault -> fault.atMs() <= failedMs).toList());
    }

    private void dropFaultKinds() {
        for (FaultKind kind : FaultKind.values()) {
            tryWith(smallest.faults().stream().filter(fault -> fault.kind() != kind).toList());
        }
    }

    private void dropSublists() {
        int size = smallest.faults().size();
        while (size > 0) {
            int from = 0;
            while (from < smallest.faults().size()) {
                List<InjectedFault> rest = new ArrayList<>(smallest.faults());
                rest.subList(from, Math.min(from + size, rest.size())).clear();
                if (!tryWith(rest)) {
                    from += size;
                }
            }
            size /= 2;
        }
    }

    private boolean tryWith(List<InjectedFault> faults) {
        if (runsLeft == 0 || faults.size() == smallest.faults().size()) {
            return false;
        }
        runsLeft--;
        Simulation candidate = smallest.withFaults(faults);
        boolean fails = candidate.run().violatedInvariant().equals(invariant);
        if (fails) {
            smallest = candidate;
        }
        return fails;
    }
}
