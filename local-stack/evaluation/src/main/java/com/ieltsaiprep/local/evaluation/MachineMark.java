package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Assessment;
import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.common.marking.WritingTask;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Machine mark: the figures of an assessment of one response.
 *
 * @param band band of the response; empty if a criterion could not be marked
 * @param criteria bands of the criteria that could be marked
 * @param reasons ids of the reason codes of the task and of its criteria, sorted
 * @param facts measured facts by name, such as words
 * @param quotes the quotes that the assessment shows as evidence
 * @param prompts version of the prompts
 */
record MachineMark(
        OptionalDouble band,
        Map<Criterion, MachineBand> criteria,
        List<String> reasons,
        Map<String, Double> facts,
        List<String> quotes,
        String prompts) {

    /** Returns the mark of the first task of an assessment. */
    static MachineMark of(WritingTask task, Assessment assessment) {
        Map<String, Object> json = assessment.toJson();
        Map<String, @Nullable Object> mark = Json.members(list(json.get("tasks")).getFirst());
        Map<Criterion, MachineBand> criteria = new EnumMap<>(Criterion.class);
        Set<String> reasons = new TreeSet<>(texts(mark.get("reasons")));
        List<String> quotes = new ArrayList<>();
        List<?> marks = list(mark.get("criteria"));
        for (int i = 0; i < marks.size(); i++) {
            Map<String, @Nullable Object> members = Json.members(marks.get(i));
            reasons.addAll(texts(members.get("reasons")));
            for (Object evidence : list(members.get("evidence"))) {
                quotes.add(String.valueOf(Json.members(evidence).get("quote")));
            }
            if (members.get("band") != null) {
                criteria.put(task.criteria().get(i), band(members));
            }
        }
        return new MachineMark(
                number(Json.members(mark.get("band")).get("band")),
                criteria,
                List.copyOf(reasons),
                facts(mark),
                List.copyOf(quotes),
                String.valueOf(Json.members(json.get("how_marked")).get("prompts")));
    }

    private static MachineBand band(Map<String, @Nullable Object> members) {
        return new MachineBand(
                number(members.get("band")).orElseThrow(),
                number(members.get("low")).orElseThrow(),
                number(members.get("high")).orElseThrow());
    }

    private static Map<String, Double> facts(Map<String, @Nullable Object> mark) {
        Map<String, Double> facts = new LinkedHashMap<>();
        number(mark.get("words")).ifPresent(words -> facts.put("words", words));
        Json.members(mark.get("facts"))
                .forEach((name, value) -> number(value).ifPresent(fact -> facts.put(name, fact)));
        return facts;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private static OptionalDouble number(@Nullable Object value) {
        return value instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Returns the band only, never the quotes. */
    @Override
    public String toString() {
        return "MachineMark[" + band + "]";
    }
}
