package com.ieltsaiprep.local.candidate;

import java.util.ArrayList;
import java.util.List;

/** Text table of two columns, for names and values. */
public final class TextTable {
    private static final int NAME_WIDTH = 30;

    private final List<String> lines = new ArrayList<>();

    /** Adds a row. */
    public void addRow(String name, String value) {
        lines.add(("%-" + NAME_WIDTH + "s%s").formatted(name, value).stripTrailing());
    }

    /** Adds a row of percentiles, or a dash if nothing was measured. */
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

    /** Returns the rows so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
