package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;

import java.util.EnumMap;
import java.util.Map;

/**
 * Usage of models by a marking.
 *
 * @param replies number of calls with a reply
 * @param inputTokens tokens that the models have read
 * @param outputTokens tokens that the models have written
 * @param failures number of calls without a reply, by their kind
 */
record MarkingUsage(
        int replies, int inputTokens, int outputTokens, Map<ModelFailure, Integer> failures) {
    static final MarkingUsage NONE = new MarkingUsage(0, 0, 0, Map.of());

    MarkingUsage {
        failures = Map.copyOf(failures);
    }

    MarkingUsage with(ModelReply reply) {
        return new MarkingUsage(
                replies + 1,
                inputTokens + reply.inputTokens(),
                outputTokens + reply.outputTokens(),
                failures);
    }

    MarkingUsage with(ModelFailure failure) {
        Map<ModelFailure, Integer> all = new EnumMap<>(ModelFailure.class);
        all.putAll(failures);
        all.merge(failure, 1, Integer::sum);
        return new MarkingUsage(replies, inputTokens, outputTokens, all);
    }
}
