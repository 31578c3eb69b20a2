package com.ieltsaiprep.gateway.simulation.world;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that befalls a world: a decision that was drawn once, so that a run can be repeated
 * with some of them left out.
 *
 * @param atMs since the world began
 * @param target which device, node or stream, modulo how many there are then
 * @param amount as its kind says
 */
public record Fault(int atMs, FaultKind kind, int target, int amount) {
    private static final Pattern FAULT = Pattern.compile("(\\d+):(\\w+):(\\d+):(\\d+)");

    /** Reads what {@link #write} wrote. */
    public static List<Fault> read(String faults) {
        return FAULT.matcher(faults).results().map(Fault::of).toList();
    }

    /** Faults in a line that a shell takes as it is. */
    public static String write(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining(","));
    }

    private static Fault of(MatchResult fields) {
        return new Fault(
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
