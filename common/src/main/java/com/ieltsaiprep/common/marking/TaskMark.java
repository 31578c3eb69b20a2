package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.TextFacts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Task mark: the band, criteria, feedback and measures of one answer.
 *
 * @param band empty unless every criterion has a band
 */
record TaskMark(
        WritingTask task,
        Optional<BandRange> band,
        List<ReasonCode> reasons,
        List<CriterionMark> criteria,
        Feedback feedback,
        TextFacts facts) {
    TaskMark {
        reasons = List.copyOf(reasons);
        criteria = List.copyOf(criteria);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", task.id());
        band.ifPresent(it -> json.put("band", it.toJson()));
        json.put("words", facts.words());
        json.put("counted_words", facts.countedWords());
        json.put("minimum_words", task.minimumWords());
        json.put("reasons", reasons.stream().map(ReasonCode::id).toList());
        json.put("criteria", criteria.stream().map(CriterionMark::toJson).toList());
        json.putAll(feedback.toJson());
        json.put("facts", facts.toJson());
        return json;
    }
}
