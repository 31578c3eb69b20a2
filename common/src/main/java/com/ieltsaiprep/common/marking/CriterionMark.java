package com.ieltsaiprep.common.marking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Criterion mark: the band of a criterion with its evidence.
 *
 * @param band empty if the criterion is not scoreable
 * @param advice the opinion whose checklist, limiting factor and next step are shown
 */
record CriterionMark(
        Criterion criterion,
        Optional<BandRange> band,
        List<ReasonCode> reasons,
        List<Evidence> evidence,
        Optional<CriterionOpinion> advice) {
    CriterionMark {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
    }

    /** Returns a mark that code sets, without any opinion. */
    static CriterionMark of(Criterion criterion, ReasonCode reason, Optional<BandRange> band) {
        return new CriterionMark(criterion, band, List.of(reason), List.of(), Optional.empty());
    }

    /** Returns the mark of a band that is unlikely: the same band in a wider range. */
    CriterionMark doubted() {
        return new CriterionMark(
                criterion,
                band.map(BandArithmetic::widened),
                Stream.concat(reasons.stream(), Stream.of(ReasonCode.UNLIKELY_BAND)).toList(),
                evidence,
                advice);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("criterion", criterion.id());
        json.put("scoreable", band.isPresent());
        json.put("reasons", reasons.stream().map(ReasonCode::id).toList());
        band.ifPresent(it -> json.putAll(it.toJson()));
        advice.map(CriterionOpinion::limitingFactor)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> json.put("limiting_factor", it));
        advice.map(CriterionOpinion::nextStep)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> json.put("next_step", it));
        json.put("evidence", evidence.stream().map(Evidence::toJson).toList());
        json.put(
                "checklist",
                advice.map(CriterionOpinion::checklist).orElse(List.of()).stream()
                        .map(ChecklistItem::toJson)
                        .toList());
        return json;
    }
}
