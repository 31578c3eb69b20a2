package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.check.SimulatedPhone.TimedResponse;
import com.ieltsaiprep.local.client.Percentiles;
import com.ieltsaiprep.local.client.TextTable;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Report on the API's response times, judged against the targets for p50 and p99. */
record ApiLatencyReport(List<TimedResponse> responses) {
    private static final double MAX_P50_MS = 10;
    private static final double MAX_P99_MS = 50;

    ApiLatencyReport {
        responses = List.copyOf(responses);
    }

    /**
     * Judges the responses: fails on a wrong answer, or if requests that hash no password are too
     * slow.
     */
    CheckVerdict toVerdict() {
        TextTable table = new TextTable();
        ObjectNode json = JsonValues.object();
        Map<ApiRequest, List<Long>> byRequest = new EnumMap<>(ApiRequest.class);
        List<Long> judged = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (TimedResponse response : responses) {
            byRequest
                    .computeIfAbsent(response.request(), _ -> new ArrayList<>())
                    .add(response.tookUs());
            if (!response.request().hashesPassword()) {
                judged.add(response.tookUs());
            }
            if (response.problem() != null) {
                problems.add(Objects.requireNonNull(response.problem()));
            }
        }
        byRequest.forEach(
                (request, delays) -> {
                    String remark = request.hashesPassword() ? " (not judged)" : "";
                    addRow(table, json, request.label(), remark, delays);
                });
        Percentiles total = addRow(table, json, "all judged", "", judged);
        if (total.p50() >= MAX_P50_MS) {
            problems.add("p50 is %.1f ms, not below %.0f".formatted(total.p50(), MAX_P50_MS));
        }
        if (total.p99() >= MAX_P99_MS) {
            problems.add("p99 is %.1f ms, not below %.0f".formatted(total.p99(), MAX_P99_MS));
        }
        return new CheckVerdict(table.lines(), json, problems);
    }

    private static Percentiles addRow(
            TextTable table,
            ObjectNode json,
            String name,
            String remark,
            Collection<Long> delaysUs) {
        Percentiles delays = Percentiles.ofUs(delaysUs).orElseThrow();
        table.addRow(
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
