package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Mark pairs: builder of paired marks, of the items that have both marks. */
final class MarkPairs {
    private final List<Double> machine = new ArrayList<>();
    private final List<Double> human = new ArrayList<>();

    private MarkPairs() {}

    private void add(OptionalDouble one, OptionalDouble other) {
        if (one.isPresent() && other.isPresent()) {
            machine.add(one.getAsDouble());
            human.add(other.getAsDouble());
        }
    }

    /** Returns the machine's and the markers' mean bands of the responses. */
    static PairedMarks overall(List<ItemMarking> markings) {
        MarkPairs pairs = new MarkPairs();
        markings.forEach(marking -> pairs.add(marking.band(), marking.item().reference()));
        return pairs.marks();
    }

    /** Returns the machine's and the markers' mean bands of a criterion. */
    static PairedMarks of(List<ItemMarking> markings, Criterion criterion) {
        MarkPairs pairs = new MarkPairs();
        markings.forEach(
                marking -> pairs.add(marking.band(criterion), marking.item().reference(criterion)));
        return pairs.marks();
    }

    /** Returns the bands of the responses by the first marker of each item and by the second. */
    static PairedMarks humans(List<ItemMarking> markings) {
        return humans(markings, HumanMark::overall);
    }

    /** Returns the bands of a criterion by the first marker of each item and by the second. */
    static PairedMarks humans(List<ItemMarking> markings, Criterion criterion) {
        return humans(markings, mark -> Optional.ofNullable(band(mark, criterion)));
    }

    private static @Nullable Double band(HumanMark mark, Criterion criterion) {
        return mark.criteria().get(criterion);
    }

    private static PairedMarks humans(
            List<ItemMarking> markings, Function<HumanMark, Optional<Double>> bandOf) {
        MarkPairs pairs = new MarkPairs();
        for (ItemMarking marking : markings) {
            List<Double> bands =
                    marking.item().marks().stream()
                            .map(bandOf)
                            .flatMap(Optional::stream)
                            .limit(2)
                            .toList();
            if (bands.size() == 2) {
                pairs.add(OptionalDouble.of(bands.getFirst()), OptionalDouble.of(bands.getLast()));
            }
        }
        return pairs.marks();
    }

    private PairedMarks marks() {
        return PairedMarks.of(machine, human);
    }
}
