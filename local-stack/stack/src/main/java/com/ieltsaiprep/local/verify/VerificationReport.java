package com.ieltsaiprep.local.verify;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Report of a verification: prints a row for each result, and counts them. Not thread-safe. */
final class VerificationReport {
    private static final String ROW = "%-8s%-16s%-28s%s%n";

    private final PrintStream out;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

    private enum Status {
        OK,
        SKIPPED,
        FAILED
    }

    VerificationReport(PrintStream out) {
        this.out = out;
        out.printf(ROW, "result", "check", "place", "observed");
    }

    /** Adds a result: passed if the condition holds. */
    void add(String check, String place, boolean holds, String observed) {
        add(holds ? Status.OK : Status.FAILED, check, place, observed);
    }

    /** Adds a check that could not be made here, which is no failure. */
    void skip(String check, String place, String why) {
        add(Status.SKIPPED, check, place, why);
    }

    private void add(Status status, String check, String place, String observed) {
        counts.merge(status, 1, Integer::sum);
        String name = status == Status.FAILED ? "FAILED" : status.name().toLowerCase(Locale.ROOT);
        out.printf(ROW, name, check, place, observed);
    }

    /** Prints the totals, and returns whether nothing failed. */
    boolean close() {
        boolean passed = count(Status.FAILED) == 0;
        out.println();
        out.printf(
                "verify: %s, %d ok, %d skipped, %d failed%n",
                passed ? "passed" : "FAILED",
                count(Status.OK),
                count(Status.SKIPPED),
                count(Status.FAILED));
        return passed;
    }

    private int count(Status status) {
        return counts.getOrDefault(status, 0);
    }
}
