package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.local.evaluation.statistics.AgreementMeasure;
import com.ieltsaiprep.local.evaluation.statistics.Folds;
import com.ieltsaiprep.local.evaluation.statistics.HalfBands;
import com.ieltsaiprep.local.evaluation.statistics.LinearMap;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * Calibration study: compares calibration methods per criterion by cross-validation, and writes the
 * calibration that the number of labelled responses allows.
 *
 * <p>Fewer than 40 responses of a criterion leave it as it is; more are equated by mean and
 * standard deviation. The isotonic fit is compared only: the marking engine takes linear maps.
 */
final class CalibrationStudy {
    private static final int FEWEST = 40;

    /** Reasons with which code changed or set the bands, so that they say nothing of the model. */
    private static final Set<String> SET_BY_CODE = Set.of("under_length", "too_short", "no_answer");

    private final List<ItemMarking> markings;
    private final Map<Criterion, PairedMarks> marks = new EnumMap<>(Criterion.class);
    private final int foldCount;
    private final long seed;

    /** Creates a study of the markings of one run, which were made without a calibration. */
    CalibrationStudy(List<ItemMarking> markings, int foldCount, long seed) {
        this.markings =
                markings.stream()
                        .filter(it -> it.reasons().stream().noneMatch(SET_BY_CODE::contains))
                        .toList();
        this.foldCount = foldCount;
        this.seed = seed;
        for (Criterion criterion : Criterion.values()) {
            PairedMarks pairs = MarkPairs.of(this.markings, criterion);
            if (pairs.size() > 0) {
                marks.put(criterion, pairs);
            }
        }
    }

    /** Returns the out-of-fold kappa, error and bias of each method, and the method chosen. */
    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> criteria = new LinkedHashMap<>();
        marks.forEach(
                (criterion, pairs) -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("n", pairs.size());
                    json.put("chosen", chosen(pairs).id());
                    for (CalibrationMethod method : CalibrationMethod.values()) {
                        json.put(method.id(), figures(outOfFold(pairs, method)));
                    }
                    criteria.put(criterion.id(), json);
                });
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("folds", foldCount);
        json.put("responses", markings.size());
        json.put("criteria", criteria);
        return json;
    }

    private static CalibrationMethod chosen(PairedMarks pairs) {
        return pairs.size() < FEWEST ? CalibrationMethod.IDENTITY : CalibrationMethod.EQUATING;
    }

    /** Returns marks that were each corrected by what was fitted without their fold. */
    private PairedMarks outOfFold(PairedMarks pairs, CalibrationMethod method) {
        double[] corrected =
                new Folds(pairs.size(), foldCount, seed)
                        .predict(
                                training -> {
                                    DoubleUnaryOperator map =
                                            training.length == 0
                                                    ? LinearMap.IDENTITY
                                                    : method.fit(pairs.select(training));
                                    return i ->
                                            HalfBands.round(map.applyAsDouble(pairs.machineAt(i)));
                                });
        return pairs.withMachine(corrected);
    }

    private static Map<String, @Nullable Object> figures(PairedMarks pairs) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (AgreementMeasure measure :
                List.of(
                        AgreementMeasure.QWK,
                        AgreementMeasure.MAE,
                        AgreementMeasure.BIAS,
                        AgreementMeasure.SPREAD_RATIO)) {
            json.put(measure.id(), Metrics.number(measure.of(pairs)));
        }
        return json;
    }

    /**
     * Returns a calibration file for the marking engine, without a correction for a criterion that
     * has too few labelled responses.
     *
     * @param prompts version of the prompts under which the responses were marked
     */
    Map<String, Object> calibration(String model, String prompts, LocalDate date) {
        List<Map<String, Object>> corrections = new ArrayList<>();
        marks.forEach(
                (criterion, pairs) -> {
                    if (chosen(pairs) == CalibrationMethod.EQUATING) {
                        LinearMap map = LinearMap.equating(pairs);
                        Map<String, Object> correction = new LinkedHashMap<>();
                        correction.put("model", model);
                        correction.put("prompts", prompts);
                        correction.put("criterion", criterion.id());
                        correction.put("a", rounded(map.slope()));
                        correction.put("b", rounded(map.intercept()));
                        correction.put("n", pairs.size());
                        corrections.add(correction);
                    }
                });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", corrections.isEmpty() ? "identity" : "equating-" + date);
        json.put("date", date.toString());
        json.put("corrections", corrections);
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
