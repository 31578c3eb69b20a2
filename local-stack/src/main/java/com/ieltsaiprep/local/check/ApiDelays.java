package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.candidate.Percentiles;
import com.ieltsaiprep.local.candidate.Table;
import com.ieltsaiprep.local.check.ApiPhone.Asked;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long the API's answers took, and what is asked of that. */
record ApiDelays(List<Asked> all) {
    private static final double MOST_P50_MS = 10;
    private static final double MOST_P99_MS = 50;

    /** Copies the list. */
    ApiDelays {
        all = List.copyOf(all);
    }

    /** Passes unless an answer was wrong, or those without passwords took too long. */
    Result judge() {
        Table table = new Table();
        ObjectNode json = JsonValues.object();
        Map<ApiRequest, List<Long>> byRequest = new EnumMap<>(ApiRequest.class);
        List<Long> judged = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Asked asked : all) {
            byRequest.computeIfAbsent(asked.request(), _ -> new ArrayList<>()).add(asked.tookUs());
            if (!asked.request().hashes()) {
                judged.add(asked.tookUs());
            }
            if (asked.problem() != null) {
                problems.add(Objects.requireNonNull(asked.problem()));
            }
        }
        byRequest.forEach(
                (request, delays) -> {
                    String apart = request.hashes() ? " (not judged)" : "";
                    tell(table, json, request.shown(), apart, delays);
                });
        Percentiles total = tell(table, json, "all judged", "", judged);
        if (total.p50() >= MOST_P50_MS) {
            problems.add("p50 is %.1f ms, not below %.0f".formatted(total.p50(), MOST_P50_MS));
        }
        if (total.p99() >= MOST_P99_MS) {
            problems.add("p99 is %.1f ms, not below %.0f".formatted(total.p99(), MOST_P99_MS));
        }
        return new Result(table.lines(), json, problems);
    }

    private static Percentiles tell(
            Table table, ObjectNode json, String name, String remark, Collection<Long> delaysUs) {
        Percentiles delays = Percentiles.ofUs(delaysUs).orElseThrow();
        table.row(
                name,
                "p50 %5.1f ms, p99 %6.1f ms, max %6.1f ms (%d)%s"
                        .formatted(
                                delays.p50(), delays.p99(), delays.max(), delays.count(), remark));
        json.putObject(name)
                .put("p50Ms", delays.p50())
                .put("p99Ms", delays.p99())
                .put("maxMs", delays.max())
                .put("count", delays.count());
        return delays;
    }
}
