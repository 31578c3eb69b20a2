package com.ieltsaiprep.local.evaluation;

import static com.ieltsaiprep.local.evaluation.MarkdownDocument.estimate;
import static com.ieltsaiprep.local.evaluation.MarkdownDocument.figure;
import static com.ieltsaiprep.local.evaluation.MarkdownDocument.fineFigure;
import static com.ieltsaiprep.local.evaluation.MarkdownDocument.plain;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Evaluation report in Markdown, written from the metrics alone. */
final class EvaluationReport {
    private static final List<String> SCORES =
            List.of("qwk", "pearson", "mae", "rmse", "bias", "exact", "within_half", "within_one");
    private static final List<String> SPREADS = List.of("sd_machine", "sd_human", "spread_ratio");

    private final MarkdownDocument document = new MarkdownDocument();

    private EvaluationReport() {}

    /** Returns the report of metrics as {@link EvaluationRunner} builds them. */
    static String of(Map<String, @Nullable Object> metrics) {
        EvaluationReport report = new EvaluationReport();
        report.document.heading(1, "Marking evaluation");
        report.document.paragraph(
                ("Set `%s`, %s items; calibration `%s`; second model %s; seed %s. Brackets hold 95"
                                + " %% intervals of 2,000 bootstrap draws.")
                        .formatted(
                                plain(metrics, "set"),
                                plain(metrics, "items"),
                                plain(metrics, "calibration"),
                                plain(metrics, "second_model"),
                                plain(metrics, "seed")));
        list(metrics.get("models")).forEach(report::model);
        report.betweenModels(list(metrics.get("between_models")));
        return report.document.toString();
    }

    private void model(Object model) {
        document.heading(2, plain(model, "model"));
        document.paragraph(
                "Prompts %s; %s items, %s of them without a band. Reasons: %s."
                        .formatted(
                                plain(model, "prompts"),
                                plain(model, "items"),
                                plain(model, "unmarked"),
                                plain(model, "reasons")));
        gates(list(Metrics.at(model, "gates")));
        agreement(model);
        confusion(Json.members(Metrics.at(model, "overall.confusion")));
        baselines(model);
        biases(Json.members(Metrics.at(model, "bias_by")));
        stability(model);
        calls(model);
        calibration(Json.members(Metrics.at(model, "calibration_study.criteria")));
    }

    private void gates(List<?> gates) {
        if (gates.isEmpty()) {
            return;
        }
        document.heading(3, "Gates");
        document.table(
                List.of("metric", "value", "bounds", "holds"),
                gates.stream()
                        .map(
                                gate ->
                                        List.of(
                                                plain(gate, "metric"),
                                                fineFigure(gate, "value"),
                                                plain(gate, "bounds"),
                                                plain(gate, "holds")))
                        .toList());
    }

    private void agreement(Object model) {
        Map<String, @Nullable Object> criteria = Json.members(Metrics.at(model, "criteria"));
        List<List<String>> scores = new ArrayList<>();
        List<List<String>> spreads = new ArrayList<>();
        addRow(scores, "overall", Metrics.at(model, "overall"), SCORES);
        addRow(scores, "– human–human", Metrics.at(model, "overall.human_human"), SCORES);
        addRow(spreads, "overall", Metrics.at(model, "overall"), SPREADS);
        criteria.forEach(
                (criterion, json) -> {
                    addRow(scores, criterion, json, SCORES);
                    addRow(scores, "– human–human", Metrics.at(json, "human_human"), SCORES);
                    addRow(spreads, criterion, json, SPREADS);
                });
        document.heading(3, "Agreement with the mean of the markers");
        document.table(header(SCORES), scores);
        document.table(header(SPREADS), spreads);
        document.paragraph(
                "Kappa below human–human: %s.".formatted(figure(model, "overall.qwk_below_human")));
    }

    private static List<String> header(List<String> measures) {
        List<String> names = new ArrayList<>(List.of("", "n"));
        names.addAll(measures);
        return names;
    }

    private static void addRow(
            List<List<String>> rows, String name, @Nullable Object json, List<String> measures) {
        if (json != null) {
            List<String> cells = new ArrayList<>(List.of(name, plain(json, "n")));
            measures.forEach(measure -> cells.add(estimate(json, measure)));
            rows.add(cells);
        }
    }

    private void confusion(Map<String, @Nullable Object> counts) {
        TreeSet<String> columns = new TreeSet<>();
        counts.values().forEach(row -> columns.addAll(Json.members(row).keySet()));
        List<String> names = new ArrayList<>(List.of("markers \\ machine"));
        names.addAll(columns);
        List<List<String>> rows = new ArrayList<>();
        counts.forEach(
                (human, row) -> {
                    List<String> cells = new ArrayList<>(List.of(human));
                    for (String column : columns) {
                        Object count = Json.members(row).get(column);
                        cells.add(count == null ? "" : count.toString());
                    }
                    rows.add(cells);
                });
        document.heading(3, "Confusion on half bands");
        document.table(names, rows);
    }

    private void baselines(Object model) {
        List<List<String>> rows = new ArrayList<>();
        for (String name : List.of("constant", "length", "facts")) {
            addRow(rows, name, Metrics.at(model, "baselines." + name), SCORES);
        }
        document.heading(3, "Baselines, out of fold");
        document.table(header(SCORES), rows);
        document.paragraph(
                "Kappa above the length-only baseline: %s."
                        .formatted(figure(model, "baselines.qwk_above_length")));
    }

    private void biases(Map<String, @Nullable Object> groups) {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach(
                (name, members) ->
                        Json.members(members)
                                .forEach(
                                        (group, json) ->
                                                rows.add(
                                                        List.of(
                                                                name + " " + group,
                                                                plain(json, "n"),
                                                                estimate(json, "bias"),
                                                                figure(json, "mae")))));
        document.heading(3, "Bias by group");
        document.table(List.of("group", "n", "bias", "mae"), rows);
    }

    private void stability(Object model) {
        document.heading(3, "Stability");
        document.paragraph(
                ("Runs: %s. Identical bands %s, mean SD %s, greatest range %s, criteria within one"
                                + " band %s.")
                        .formatted(
                                plain(model, "between_runs.runs"),
                                figure(model, "between_runs.identical"),
                                figure(model, "between_runs.mean_sd"),
                                figure(model, "between_runs.max_range"),
                                figure(model, "between_runs.criteria_within_one")));
        List<List<String>> rows = new ArrayList<>();
        Json.members(Metrics.at(model, "between_opinions.by_spread"))
                .forEach(
                        (spread, json) ->
                                rows.add(List.of(spread, plain(json, "n"), figure(json, "mae"))));
        document.table(List.of("spread of the opinions", "criteria", "mae"), rows);
        document.paragraph(
                "Correlation of spread and error %s; mean of the markers within the range %s."
                        .formatted(
                                figure(model, "between_opinions.correlation"),
                                figure(model, "between_opinions.human_within_range")));
    }

    private void calls(Object model) {
        document.heading(3, "Calls");
        List<List<String>> rows = new ArrayList<>();
        for (String path :
                List.of(
                        "quotes.proposed",
                        "quotes.proposed_verbatim",
                        "quotes.shown",
                        "quotes.shown_verbatim",
                        "replies.requests",
                        "replies.repairs",
                        "replies.valid_at_first",
                        "replies.refusals",
                        "replies.failures",
                        "replies.criteria_marked",
                        "cost.input_tokens_per_item",
                        "cost.output_tokens_per_item",
                        "cost.usd_per_1000_items",
                        "cost.usd",
                        "cost.spent_usd",
                        "latency_ms.request.p50",
                        "latency_ms.request.p95",
                        "latency_ms.item.p50",
                        "latency_ms.item.p95")) {
            rows.add(List.of(path, plain(model, path)));
        }
        document.table(List.of("metric", "value"), rows);
    }

    private void calibration(Map<String, @Nullable Object> criteria) {
        if (criteria.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        criteria.forEach(
                (criterion, json) -> {
                    for (CalibrationMethod method : CalibrationMethod.values()) {
                        boolean chosen = method.id().equals(Metrics.at(json, "chosen"));
                        rows.add(
                                List.of(
                                        criterion,
                                        plain(json, "n"),
                                        method.id() + (chosen ? " (chosen)" : ""),
                                        figure(json, method.id() + ".qwk"),
                                        figure(json, method.id() + ".mae"),
                                        figure(json, method.id() + ".bias"),
                                        figure(json, method.id() + ".spread_ratio")));
                    }
                });
        document.heading(3, "Calibration, out of fold");
        document.table(
                List.of("criterion", "n", "method", "qwk", "mae", "bias", "spread_ratio"), rows);
    }

    private void betweenModels(List<?> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        document.heading(2, "Between models");
        document.table(
                List.of("models", "n", "qwk", "mae", "bias", "distance–error r"),
                pairs.stream()
                        .map(
                                pair ->
                                        List.of(
                                                plain(pair, "models"),
                                                plain(pair, "n"),
                                                figure(pair, "qwk"),
                                                figure(pair, "mae"),
                                                figure(pair, "bias"),
                                                figure(pair, "distance_error_correlation")))
                        .toList());
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
