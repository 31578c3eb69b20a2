package com.ieltsaiprep.local.simulation.world;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fault to inject, drawn once before the run, so that the run can be repeated without some of its
 * faults.
 *
 * @param atMs virtual time
 * @param target number of the device, node or stream, modulo how many there are then
 * @param amount depends on the kind
 */
public record InjectedFault(int atMs, FaultKind kind, int target, int amount) {
    private static final Pattern FAULT = Pattern.compile("(\\d+):(\\w+):(\\d+):(\\d+)");

    /** Parses the output of {@link #write}. */
    public static List<InjectedFault> read(String faults) {
        return FAULT.matcher(faults).results().map(InjectedFault::of).toList();
    }

    /** Formats faults in one line that needs no quoting in a shell. */
    public static String write(List<InjectedFault> faults) {
        return faults.stream().map(InjectedFault::toString).collect(Collectors.joining(","));
    }

    private static InjectedFault of(MatchResult fields) {
        return new InjectedFault(
                Integer.parseInt(fields.group(1)),
                FaultKind.valueOf(fields.group(2)),
                Integer.parseInt(fields.group(3)),
                Integer.parseInt(fields.group(4)));
    }

    @Override
    public String toString() {
        return atMs + ":" + kind + ":" + target + ":" + amount;
    }
}
