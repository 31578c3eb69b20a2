package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.Calibration;
import com.ieltsaiprep.common.marking.MarkingConfig;
import com.ieltsaiprep.common.marking.MarkingEngine;

import java.util.Optional;

/**
 * Models of the writing test.
 *
 * @param client calls the models
 * @param first id of the model, or inference profile, that marks
 * @param second id of another that gives another opinion, and marks again on demand
 */
public record WritingModels(MarkingModel client, String first, Optional<String> second) {
    MarkingEngine engine() {
        return new MarkingEngine(new MarkingConfig(first, second, Calibration.identity()));
    }

    Optional<MarkingEngine> secondEngine() {
        return second.map(
                model ->
                        new MarkingEngine(
                                new MarkingConfig(
                                        model, Optional.empty(), Calibration.identity())));
    }
}
