package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.local.evaluation.statistics.AgreementMeasure;
import com.ieltsaiprep.local.evaluation.statistics.Moments;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Agreement between each two models, and whether their distance foretells an error. */
final class ModelAgreement {
    private ModelAgreement() {}

    static List<Map<String, @Nullable Object>> of(List<ModelEvaluation> evaluations) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < evaluations.size(); i++) {
            for (int j = i + 1; j < evaluations.size(); j++) {
                rows.add(between(evaluations.get(i), evaluations.get(j)));
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> between(ModelEvaluation a, ModelEvaluation b) {
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Double> distances = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < a.first().size(); i++) {
            OptionalDouble bandA = a.first().get(i).band();
            OptionalDouble bandB = b.first().get(i).band();
            OptionalDouble human = a.first().get(i).item().reference();
            if (bandA.isPresent() && bandB.isPresent()) {
                one.add(bandA.getAsDouble());
                other.add(bandB.getAsDouble());
                if (human.isPresent()) {
                    distances.add(Math.abs(bandA.getAsDouble() - bandB.getAsDouble()));
                    double mean = (bandA.getAsDouble() + bandB.getAsDouble()) / 2;
                    errors.add(Math.abs(mean - human.getAsDouble()));
                }
            }
        }
        PairedMarks marks = PairedMarks.of(one, other);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("models", List.of(a.model(), b.model()));
        json.put("n", marks.size());
        json.put("qwk", Metrics.number(AgreementMeasure.QWK.of(marks)));
        json.put("mae", Metrics.number(AgreementMeasure.MAE.of(marks)));
        json.put("bias", Metrics.number(AgreementMeasure.BIAS.of(marks)));
        json.put(
                "distance_error_correlation",
                Metrics.number(Moments.correlation(toArray(distances), toArray(errors))));
        return json;
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
