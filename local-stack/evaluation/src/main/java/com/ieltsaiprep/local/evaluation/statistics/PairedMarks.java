package com.ieltsaiprep.local.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Paired marks: the machine's and the human band of each response, in one order. Immutable. */
public final class PairedMarks {
    private final double[] machine;
    private final double[] human;

    private PairedMarks(double[] machine, double[] human) {
        this.machine = machine;
        this.human = human;
    }

    /**
     * Creates paired marks from two lists of bands.
     *
     * @throws IllegalArgumentException if the lists have different lengths
     */
    public static PairedMarks of(List<Double> machine, List<Double> human) {
        if (machine.size() != human.size()) {
            throw new IllegalArgumentException(
                    machine.size() + " machine marks, but " + human.size() + " human marks");
        }
        return new PairedMarks(toArray(machine), toArray(human));
    }

    private static double[] toArray(List<Double> marks) {
        return marks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the number of responses. */
    public int size() {
        return machine.length;
    }

    double[] machine() {
        return machine;
    }

    double[] human() {
        return human;
    }

    /** Returns the pairs at the indexes, which may repeat, in their order. */
    public PairedMarks select(int[] indexes) {
        return new PairedMarks(pick(machine, indexes), pick(human, indexes));
    }

    private static double[] pick(double[] values, int[] indexes) {
        return Arrays.stream(indexes).mapToDouble(i -> values[i]).toArray();
    }

    /** Returns the pairs with each of the machine's bands replaced by its image under a map. */
    public PairedMarks mapMachine(DoubleUnaryOperator map) {
        return new PairedMarks(Arrays.stream(machine).map(map).toArray(), human);
    }

    /** Returns the machine's band of the response at an index. */
    public double machineAt(int index) {
        return machine[index];
    }

    /** Returns the pairs with other bands of the machine, one for each response. */
    public PairedMarks withMachine(double[] bands) {
        if (bands.length != human.length) {
            throw new IllegalArgumentException(bands.length + " bands");
        }
        return new PairedMarks(bands.clone(), human);
    }
}
