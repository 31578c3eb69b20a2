package com.ieltsaiprep.local.client;

import java.util.ArrayList;
import java.util.List;

/** Text table of two columns, names and values, which is built row by row. */
public final class TextTable {
    private static final int NAME_WIDTH = 30;

    private final List<String> lines = new ArrayList<>();

    /** Adds a row with a name in the first column and a value in the second. */
    public void addRow(String name, String value) {
        lines.add(("%-" + NAME_WIDTH + "s%s").formatted(name, value).stripTrailing());
    }

    /**
     * Adds a row that shows the median, 95th percentile, maximum and number of delays, in ms; or a
     * dash if there are no delays.
     *
     * @param delaysUs delays, µs, in any order
     */
    public void addDelays(String name, List<Long> delaysUs) {
        addRow(
                name,
                Percentiles.ofUs(delaysUs)
                        .map(
                                p ->
                                        "p50 %.1f ms, p95 %.1f ms, max %.1f ms (%d)"
                                                .formatted(p.p50(), p.p95(), p.max(), p.count()))
                        .orElse("-"));
    }

    /** Returns a copy of the rows added so far, each as a line of text. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
