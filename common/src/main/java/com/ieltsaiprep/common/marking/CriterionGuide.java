package com.ieltsaiprep.common.marking;

import java.util.List;

/**
 * Criterion guide: how one criterion is marked in one kind of task.
 *
 * @param name name of the criterion in a sentence
 * @param covers aspects of an answer that count
 * @param excludes aspects that do not
 * @param bands descriptions of the bands 1 to 9
 */
record CriterionGuide(
        String name, String covers, String excludes, List<String> checklist, List<String> bands) {
    CriterionGuide {
        checklist = List.copyOf(checklist);
        bands = List.copyOf(bands);
        if (bands.size() != 9 || checklist.isEmpty()) {
            throw new IllegalArgumentException("incomplete guide of " + name);
        }
    }
}
