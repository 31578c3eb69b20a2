package com.ieltsaiprep.local.evaluation.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Isotonic calibration map: the non-decreasing function with the least squared error, fitted by
 * pooling adjacent violators. Between two bands of the fit it is linear, beyond them constant.
 *
 * @param points the fit, by ascending machine band; not empty
 */
public record IsotonicMap(List<Point> points) implements DoubleUnaryOperator {
    /**
     * Point of an isotonic fit.
     *
     * @param machine band of the machine
     * @param human band to which it is mapped
     */
    public record Point(double machine, double human) {}

    /** Run of adjacent machine bands with one common mean. */
    private record Pool(int bands, double sum, double weight) {
        double mean() {
            return sum / weight;
        }

        Pool plus(Pool next) {
            return new Pool(bands + next.bands, sum + next.sum, weight + next.weight);
        }
    }

    /** Creates an isotonic map, with a copy of the points. */
    public IsotonicMap {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("an isotonic map needs a point");
        }
    }

    /**
     * Fits an isotonic map to paired marks.
     *
     * @throws IllegalArgumentException if there are no marks
     */
    public static IsotonicMap fit(PairedMarks marks) {
        Map<Double, Pool> byBand = new TreeMap<>();
        for (int i = 0; i < marks.size(); i++) {
            byBand.merge(
                    marks.machine()[i],
                    new Pool(1, marks.human()[i], 1),
                    (one, other) ->
                            new Pool(1, one.sum() + other.sum(), one.weight() + other.weight()));
        }
        Deque<Pool> pools = new ArrayDeque<>();
        for (Pool next : byBand.values()) {
            Pool pool = next;
            while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                pool = pools.removeLast().plus(pool);
            }
            pools.addLast(pool);
        }
        Iterator<Double> bands = byBand.keySet().iterator();
        List<Point> points = new ArrayList<>();
        for (Pool pool : pools) {
            for (int i = 0; i < pool.bands(); i++) {
                points.add(new Point(bands.next(), pool.mean()));
            }
        }
        return new IsotonicMap(points);
    }

    @Override
    public double applyAsDouble(double band) {
        Point below = points.getFirst();
        if (band <= below.machine()) {
            return below.human();
        }
        for (Point above : points) {
            if (band <= above.machine()) {
                double share = (band - below.machine()) / (above.machine() - below.machine());
                return below.human() + share * (above.human() - below.human());
            }
            below = above;
        }
        return below.human();
    }
}
