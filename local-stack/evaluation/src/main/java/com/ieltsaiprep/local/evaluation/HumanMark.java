package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;

import java.util.Map;
import java.util.Optional;

/**
 * Human mark: the bands that one marker gave to one response.
 *
 * @param marker the marker's pseudonym
 * @param overall band of the response; empty if the marker gave bands of criteria only
 * @param criteria bands by criterion; may be empty
 */
record HumanMark(String marker, Optional<Double> overall, Map<Criterion, Double> criteria) {
    HumanMark {
        criteria = Map.copyOf(criteria);
    }
}
