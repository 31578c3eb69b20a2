package com.ieltsaiprep.common.marking;

import java.util.Optional;

/**
 * Marking configuration: the models that mark, and the calibration of their bands.
 *
 * @param model id of the model or inference profile that marks in both framings
 * @param secondModel id of a different model that gives one more opinion of each criterion
 * @param calibration correction of the models' bands
 */
public record MarkingConfig(String model, Optional<String> secondModel, Calibration calibration) {}
