package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.local.evaluation.statistics.Agreement;
import com.ieltsaiprep.local.evaluation.statistics.AgreementMeasure;
import com.ieltsaiprep.local.evaluation.statistics.Bootstrap;
import com.ieltsaiprep.local.evaluation.statistics.HalfBands;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metrics of the agreement with the markers: of the responses, of criteria, and of groups. */
final class AgreementMetrics {
    private static final int QUARTILES = 4;

    private final List<ItemMarking> markings;
    private final Bootstrap bootstrap;

    /** Creates the metrics of the markings of one run. */
    AgreementMetrics(List<ItemMarking> markings, Bootstrap bootstrap) {
        this.markings = markings;
        this.bootstrap = bootstrap;
    }

    /** Returns the agreement on the bands of the responses. */
    Map<String, @Nullable Object> overall() {
        PairedMarks marks = MarkPairs.overall(markings);
        Map<String, @Nullable Object> json = section(marks, MarkPairs.humans(markings));
        Map<String, Object> confusion = new LinkedHashMap<>();
        HalfBands.confusion(marks)
                .forEach(
                        (human, row) -> {
                            Map<String, Object> counts = new LinkedHashMap<>();
                            row.forEach((machine, n) -> counts.put(machine.toString(), n));
                            confusion.put(human.toString(), counts);
                        });
        json.put("confusion", confusion);
        return json;
    }

    /** Returns the agreement on each criterion that a marker has marked. */
    Map<String, @Nullable Object> criteria() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            PairedMarks marks = MarkPairs.of(markings, criterion);
            if (marks.size() > 0) {
                json.put(criterion.id(), section(marks, MarkPairs.humans(markings, criterion)));
            }
        }
        return json;
    }

    private Map<String, @Nullable Object> section(PairedMarks marks, PairedMarks humans) {
        Agreement agreement = bootstrap.agreement(marks);
        Map<String, @Nullable Object> json = Metrics.of(agreement);
        if (humans.size() > 0) {
            Agreement human = bootstrap.agreement(humans);
            json.put(
                    "qwk_below_human",
                    Metrics.number(
                            human.value(AgreementMeasure.QWK)
                                    - agreement.value(AgreementMeasure.QWK)));
            json.put("human_human", Metrics.of(human));
        }
        return json;
    }

    /** Returns the bias by task, by quartile of length, and by each group of the set. */
    Map<String, @Nullable Object> biasByGroup() {
        Map<String, Map<String, List<ItemMarking>>> groups = new LinkedHashMap<>();
        for (ItemMarking marking : markings) {
            add(groups, "task", marking.item().task().id(), marking);
        }
        List<ItemMarking> byLength =
                markings.stream()
                        .sorted(Comparator.comparingDouble(it -> it.fact("words")))
                        .toList();
        for (int i = 0; i < byLength.size(); i++) {
            int quartile = i * QUARTILES / byLength.size() + 1;
            add(groups, "length_quartile", "q" + quartile, byLength.get(i));
        }
        for (ItemMarking marking : markings) {
            marking.item().groups().forEach((name, group) -> add(groups, name, group, marking));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        groups.forEach((name, members) -> json.put(name, bias(members)));
        return json;
    }

    private static void add(
            Map<String, Map<String, List<ItemMarking>>> groups,
            String name,
            String group,
            ItemMarking marking) {
        groups.computeIfAbsent(name, _ -> new TreeMap<>())
                .computeIfAbsent(group, _ -> new ArrayList<>())
                .add(marking);
    }

    private Map<String, @Nullable Object> bias(Map<String, List<ItemMarking>> groups) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        groups.forEach(
                (group, members) -> {
                    Agreement agreement = bootstrap.agreement(MarkPairs.overall(members));
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("n", agreement.n());
                    row.put("bias", Metrics.of(agreement.estimate(AgreementMeasure.BIAS)));
                    row.put("mae", Metrics.number(agreement.value(AgreementMeasure.MAE)));
                    json.put(group, row);
                });
        return json;
    }
}
