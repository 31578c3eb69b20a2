package com.ieltsaiprep.gateway.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What failed, as simple as it could be made, and how to run it again. */
final class Report {
    private Report() {}

    /** The first failure of each rule. */
    static String of(List<Campaign.Failure> failures, int shrinkingRuns) {
        Set<String> rules = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (Campaign.Failure failure : failures) {
            String rule = failure.result().rule();
            if (rules.add(rule)) {
                Simulation simplest =
                        new Shrinker(failure.simulation(), rule, shrinkingRuns).shrink();
                Simulation.Result result = simplest.run();
                lines.add(
                        "%s%n  trace hash %x, commit %s%n  %s"
                                .formatted(
                                        result.violation(),
                                        result.hash(),
                                        commit(),
                                        Replay.command(simplest)));
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
