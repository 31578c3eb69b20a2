package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Metrics of the model calls: validity of replies and quotes, tokens, cost and latency. */
final class CallMetrics {
    /** Reasons for which Bedrock stops a reply because of its content. */
    private static final Set<String> REFUSALS = Set.of("content_filtered", "guardrail_intervened");

    private final List<ItemMarking> markings;
    private final List<ModelCall> calls;

    /** Creates the metrics of the markings of all runs. */
    CallMetrics(List<ItemMarking> markings) {
        this.markings = markings;
        calls = markings.stream().flatMap(marking -> marking.calls().stream()).toList();
    }

    /** Returns the counts of requests, repairs, refusals and failures, and of criteria marked. */
    Map<String, @Nullable Object> replies() {
        long first = calls.stream().filter(call -> !call.isRepair()).count();
        Map<String, Integer> failures = new TreeMap<>();
        int refusals = 0;
        for (ModelCall call : calls) {
            switch (call.result()) {
                case CallResult.Replied(ModelReply reply, _, _) ->
                        refusals += REFUSALS.contains(reply.stopReason()) ? 1 : 0;
                case CallResult.Failed(ModelFailure failure) ->
                        failures.merge(failure.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("requests", calls.size());
        json.put("repairs", calls.size() - first);
        json.put("valid_at_first", Metrics.number(1 - (calls.size() - first) / (double) first));
        json.put("refusals", refusals);
        json.put("failures", failures);
        json.put("criteria_marked", Metrics.number(shareOfCriteriaMarked()));
        return json;
    }

    /** Returns the share of the criteria that have a band, of the items that a model was asked. */
    private double shareOfCriteriaMarked() {
        int asked = 0;
        int marked = 0;
        for (ItemMarking marking : markings) {
            if (!marking.calls().isEmpty()) {
                asked += marking.item().task().criteria().size();
                marked += marking.criteria().size();
            }
        }
        return marked / (double) asked;
    }

    /** Returns the share of verbatim quotes, of those proposed by a model and of those shown. */
    Map<String, @Nullable Object> quotes() {
        int proposed = 0;
        int verbatim = 0;
        int shown = 0;
        int shownVerbatim = 0;
        for (ItemMarking marking : markings) {
            QuoteCheck check = new QuoteCheck(marking.item().answer().essay().text());
            List<String> quotes = marking.calls().stream().flatMap(CallMetrics::evidence).toList();
            proposed += quotes.size();
            verbatim += (int) quotes.stream().filter(check::isVerbatim).count();
            shown += marking.mark().quotes().size();
            shownVerbatim +=
                    (int) marking.mark().quotes().stream().filter(check::isVerbatim).count();
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("proposed", proposed);
        json.put("proposed_verbatim", Metrics.number(verbatim / (double) proposed));
        json.put("shown", shown);
        json.put("shown_verbatim", Metrics.number(shownVerbatim / (double) shown));
        return json;
    }

    private static Stream<String> evidence(ModelCall call) {
        return call.result() instanceof CallResult.Replied(ModelReply reply, _, _)
                ? reply.blocks().stream()
                        .filter(ModelReply.Block.ToolUse.class::isInstance)
                        .map(block -> ((ModelReply.Block.ToolUse) block).input().get("evidence"))
                        .filter(List.class::isInstance)
                        .flatMap(list -> ((List<?>) list).stream())
                        .map(evidence -> Json.members(evidence).get("quote"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                : Stream.empty();
    }

    /**
     * Returns tokens and cost.
     *
     * @param spentUsd cost of the calls that were not recorded
     */
    Map<String, @Nullable Object> cost(ModelPrices prices, double spentUsd) {
        long input = 0;
        long output = 0;
        double usd = 0;
        for (ModelCall call : calls) {
            if (call.result() instanceof CallResult.Replied(ModelReply reply, _, _)) {
                input += reply.inputTokens();
                output += reply.outputTokens();
                usd +=
                        prices.of(call.request().model())
                                .map(price -> price.usd(reply.inputTokens(), reply.outputTokens()))
                                .orElse(Double.NaN);
            }
        }
        double asked = markings.stream().filter(marking -> !marking.calls().isEmpty()).count();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input_tokens", input);
        json.put("output_tokens", output);
        json.put("input_tokens_per_item", Metrics.number(Math.rint(input / asked)));
        json.put("output_tokens_per_item", Metrics.number(Math.rint(output / asked)));
        json.put("usd", Metrics.number(usd));
        json.put("usd_per_1000_items", Metrics.number(1000 * usd / asked));
        json.put("spent_usd", Metrics.number(spentUsd));
        return json;
    }

    /** Returns percentiles of the latency of a request, and of an item by eight at a time. */
    Map<String, @Nullable Object> latency() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "request",
                percentiles(
                        calls.stream()
                                .filter(call -> call.result() instanceof CallResult.Replied)
                                .mapToDouble(ModelCall::latencyMs)
                                .toArray()));
        json.put(
                "item",
                percentiles(
                        markings.stream()
                                .filter(marking -> !marking.calls().isEmpty())
                                .mapToDouble(marking -> itemMs(marking.calls()))
                                .toArray()));
        return json;
    }

    private static Map<String, @Nullable Object> percentiles(double[] ms) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("p50", Metrics.number(Metrics.percentile(ms, 50)));
        json.put("p95", Metrics.number(Metrics.percentile(ms, 95)));
        return json;
    }

    /** Returns the time of a marking whose waves follow one another, from recorded latencies. */
    static double itemMs(List<ModelCall> calls) {
        int waves = calls.stream().mapToInt(ModelCall::wave).max().orElse(0);
        double total = 0;
        for (int wave = 1; wave <= waves; wave++) {
            int number = wave;
            PriorityQueue<Long> free = new PriorityQueue<>();
            long end = 0;
            for (ModelCall call : calls.stream().filter(it -> it.wave() == number).toList()) {
                long start = free.size() < ItemMarker.CONCURRENCY ? 0 : free.remove();
                free.add(start + call.latencyMs());
                end = Math.max(end, start + call.latencyMs());
            }
            total += end;
        }
        return total;
    }
}
