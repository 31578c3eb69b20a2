package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.FaultKind;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing run as simple as it can: without the faults after the failure, without whole
 * kinds, then without parts of the list, halves first (Zeller's delta debugging). A simpler run
 * counts if it breaks the same rule.
 */
final class Shrinker {
    private final String rule;
    private Simulation simplest;
    private int runsLeft;

    /**
     * For one failing run.
     *
     * @param rule that it breaks
     * @param runs how many runs the search may take
     */
    Shrinker(Simulation failing, String rule, int runs) {
        this.simplest = failing;
        this.rule = rule;
        this.runsLeft = runs;
    }

    /** The simplest run that was found to fail. */
    Simulation shrink() {
        dropLater();
        dropKinds();
        dropParts();
        return simplest;
    }

    private void dropLater() {
        long failedMs = simplest.run().virtualUs() / 1_000;
        tryWith(simplest.faults().stream().filter(fault -> fault.atMs() <= failedMs).toList());
    }

    private void dropKinds() {
        for (FaultKind kind : FaultKind.values()) {
            tryWith(simplest.faults().stream().filter(fault -> fault.kind() != kind).toList());
        }
    }

    private void dropParts() {
        int size = simplest.faults().size();
        while (size > 0) {
            int from = 0;
            while (from < simplest.faults().size()) {
                List<Fault> rest = new ArrayList<>(simplest.faults());
                rest.subList(from, Math.min(from + size, rest.size())).clear();
                if (!tryWith(rest)) {
                    from += size;
                }
            }
            size /= 2;
        }
    }

    private boolean tryWith(List<Fault> faults) {
        if (runsLeft == 0 || faults.size() == simplest.faults().size()) {
            return false;
        }
        runsLeft--;
        Simulation simpler = simplest.with(faults);
        boolean fails = simpler.run().rule().equals(rule);
        if (fails) {
            simplest = simpler;
        }
        return fails;
    }
}
