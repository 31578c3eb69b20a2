package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Map;
import java.util.TreeMap;

/** Half bands: the scale of reported bands, 0 to 9 in steps of .5. */
public final class HalfBands {
    private static final double TOP = 9;

    private HalfBands() {}

    /** Returns the nearest half band within 0 to 9; a value midway between two is rounded up. */
    public static double round(double band) {
        return Math.clamp(Math.floor(band * 2 + 0.5) / 2, 0, TOP);
    }

    /** Returns the confusion matrix on half bands: human band, then machine band, then count. */
    public static Map<Double, Map<Double, Integer>> confusion(PairedMarks marks) {
        Map<Double, Map<Double, Integer>> counts = new TreeMap<>();
        for (int i = 0; i < marks.size(); i++) {
            counts.computeIfAbsent(round(marks.human()[i]), _ -> new TreeMap<>())
                    .merge(round(marks.machine()[i]), 1, Integer::sum);
        }
        return counts;
    }
}
