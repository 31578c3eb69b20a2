package com.ieltsaiprep.common.marking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opinions on one criterion from one version of an essay, with their calibrated bands. */
final class Opinions {
    /** Quotes that a report shows of a criterion; four criteria make twelve of a task. */
    private static final int MAX_EVIDENCE = 3;

    /** Verified quotes below which the evidence is called low. */
    private static final int ENOUGH_EVIDENCE = 2;

    private record Opinion(CriterionOpinion content, double band) {}

    private final List<Opinion> opinions = new ArrayList<>();

    void add(CriterionOpinion content, double calibrated) {
        opinions.add(new Opinion(content, calibrated));
    }

    int size() {
        return opinions.size();
    }

    /** Returns the mean of the bands, not rounded; NaN if there is no opinion. */
    double mean() {
        return BandArithmetic.mean(bands());
    }

    private List<Double> bands() {
        return opinions.stream().map(Opinion::band).toList();
    }

    /** Returns the mark that the opinions give, lowered by a deduction for length. */
    CriterionMark mark(Criterion criterion, double deduction) {
        if (opinions.isEmpty()) {
            return CriterionMark.of(criterion, ReasonCode.NOT_MARKED, Optional.empty());
        }
        List<CriterionOpinion> closest = closestFirst();
        List<Evidence> evidence = evidence(closest);
        List<ReasonCode> reasons = new ArrayList<>();
        if (deduction > 0) {
            reasons.add(ReasonCode.UNDER_LENGTH);
        }
        if (evidence.size() < ENOUGH_EVIDENCE) {
            reasons.add(ReasonCode.LOW_EVIDENCE);
        }
        if (opinions.size() == 1) {
            reasons.add(ReasonCode.ONE_OPINION);
        }
        BandRange band = BandArithmetic.lowered(BandArithmetic.criterion(bands()), deduction);
        return new CriterionMark(
                criterion, Optional.of(band), reasons, evidence, Optional.of(closest.getFirst()));
    }

    /** Returns the opinions by their distance to the mean; of equal ones, the first call's. */
    private List<CriterionOpinion> closestFirst() {
        double mean = mean();
        return opinions.stream()
                .sorted(Comparator.comparingDouble(it -> Math.abs(it.band() - mean)))
                .map(Opinion::content)
                .toList();
    }

    private static List<Evidence> evidence(List<CriterionOpinion> opinions) {
        Map<String, Evidence> byQuote = new LinkedHashMap<>();
        opinions.forEach(
                opinion -> opinion.evidence().forEach(it -> byQuote.putIfAbsent(it.quote(), it)));
        return byQuote.values().stream().limit(MAX_EVIDENCE).toList();
    }
}
