package com.ieltsaiprep.local.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Failure report: the smallest failing run of each violated invariant, with the command that
 * replays it.
 */
final class FailureReport {
    private FailureReport() {}

    /** Creates a report on the first failure of each invariant, after shrinking it. */
    static String create(List<SimulationCampaign.Failure> failures, int shrinkingRuns) {
        Set<String> invariants = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (SimulationCampaign.Failure failure : failures) {
            String invariant = failure.result().violatedInvariant();
            if (invariants.add(invariant)) {
                Simulation smallest =
                        new Shrinker(failure.simulation(), invariant, shrinkingRuns).shrink();
                Simulation.Result result = smallest.run();
                lines.add(
                        "%s%n  trace hash %x, commit %s%n  %s"
                                .formatted(
                                        result.violation(),
                                        result.hash(),
                                        commit(),
                                        SimulationReplay.command(smallest)));
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
            try (BufferedReader lines = git.inputReader()) {
                return String.valueOf(lines.readLine());
            }
        } catch (IOException _) {
            return "unknown";
        }
    }
}
