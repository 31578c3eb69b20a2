package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.local.evaluation.statistics.Bootstrap;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Model evaluation: the markings of a set by one model, in all runs. Agreement is that of the first
 * run, since the product marks once; calls and cost are those of all runs.
 *
 * @param model id of the model
 * @param runs the markings of each run, with the items in the order of the set
 * @param spentUsd cost of the calls that were not recorded
 */
record ModelEvaluation(String model, List<List<ItemMarking>> runs, double spentUsd) {
    static final int FOLDS = 5;
    private static final int DRAWS = 2_000;

    ModelEvaluation {
        runs = runs.stream().map(List::copyOf).toList();
    }

    List<ItemMarking> first() {
        return runs.getFirst();
    }

    /** Returns the version of the prompts that marked the set. */
    String prompts() {
        return first().getFirst().mark().prompts();
    }

    /** Returns the metrics of the model. */
    Map<String, @Nullable Object> toJson(long seed, ModelPrices prices) {
        Bootstrap bootstrap = new Bootstrap(seed, DRAWS);
        AgreementMetrics agreement = new AgreementMetrics(first(), bootstrap);
        CallMetrics calls = new CallMetrics(runs.stream().flatMap(List::stream).toList());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("prompts", prompts());
        json.put("items", first().size());
        json.put("unmarked", first().stream().filter(it -> it.band().isEmpty()).count());
        json.put("reasons", reasons());
        json.put("overall", agreement.overall());
        json.put("criteria", agreement.criteria());
        json.put("baselines", new BaselineMetrics(first(), FOLDS, bootstrap).toJson());
        json.put("bias_by", agreement.biasByGroup());
        json.put("between_runs", StabilityMetrics.betweenRuns(runs));
        json.put("between_opinions", StabilityMetrics.betweenOpinions(first()));
        json.put("quotes", calls.quotes());
        json.put("replies", calls.replies());
        json.put("cost", calls.cost(prices, spentUsd));
        json.put("latency_ms", calls.latency());
        return json;
    }

    private Map<String, Integer> reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        for (ItemMarking marking : first()) {
            marking.reasons().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts;
    }
}
