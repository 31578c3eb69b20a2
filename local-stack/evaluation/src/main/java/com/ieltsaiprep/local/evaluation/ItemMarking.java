package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Item marking: the machine's mark of an item in one run, and the calls that it took.
 *
 * @param calls every call, in the order of the requests
 */
record ItemMarking(MarkedItem item, MachineMark mark, List<ModelCall> calls) {
    ItemMarking {
        calls = List.copyOf(calls);
    }

    OptionalDouble band() {
        return mark.band();
    }

    OptionalDouble band(Criterion criterion) {
        MachineBand band = mark.criteria().get(criterion);
        return band == null ? OptionalDouble.empty() : OptionalDouble.of(band.band());
    }

    Map<Criterion, MachineBand> criteria() {
        return mark.criteria();
    }

    List<String> reasons() {
        return mark.reasons();
    }

    /** Returns a measured fact; NaN if it could not be measured. */
    double fact(String name) {
        return mark.facts().getOrDefault(name, Double.NaN);
    }

    /** Returns the id of the item only, never the quotes. */
    @Override
    public String toString() {
        return "ItemMarking[" + item.id() + "]";
    }
}
