package com.ieltsaiprep.local.evaluation;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Options of the command {@code marking-eval}.
 *
 * @param set the marked set
 * @param out folder of the report; null for the command's own
 */
record EvaluationOptions(
        Path set, Marking marking, Replies replies, Analysis analysis, @Nullable Path out) {
    /**
     * Options of how responses are marked.
     *
     * @param models ids of the models, each evaluated on its own
     * @param secondModel id of the model that gives one more opinion beside each of the models
     * @param calibration a calibration to apply; null for the identity
     * @param runs number of times that each response is marked
     */
    record Marking(
            List<String> models,
            Optional<String> secondModel,
            @Nullable Path calibration,
            int runs) {}

    /**
     * Options of where replies come from.
     *
     * @param replay recorded replies to answer from; null to call the models
     * @param record file in which replies are recorded; null if they are not
     * @param region AWS region; that of the usual chain if empty
     * @param maxCostUsd limit of the cost of all calls, USD
     * @param prices prices of the models
     */
    record Replies(
            @Nullable Path replay,
            @Nullable Path record,
            Optional<String> region,
            double maxCostUsd,
            ModelPrices prices) {}

    /**
     * Options of the analysis.
     *
     * @param calibrate whether to study and write a calibration
     * @param gates file with thresholds to hold; null for none
     * @param seed seed of the bootstrap and of the folds
     */
    record Analysis(boolean calibrate, @Nullable Path gates, long seed) {}
}
