package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.local.evaluation.statistics.AgreementMeasure;
import com.ieltsaiprep.local.evaluation.statistics.Bootstrap;
import com.ieltsaiprep.local.evaluation.statistics.Folds;
import com.ieltsaiprep.local.evaluation.statistics.HalfBands;
import com.ieltsaiprep.local.evaluation.statistics.Moments;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;
import com.ieltsaiprep.local.evaluation.statistics.Regression;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics of baselines that a model has to beat: a constant, a line on the length, and a regression
 * on the measured facts. Each predicts the markers' bands out of fold.
 */
final class BaselineMetrics {
    private static final List<String> FACTS =
            List.of(
                    "words",
                    "sentences",
                    "words_per_sentence",
                    "paragraphs",
                    "distinct_words_in_200",
                    "mtld",
                    "copied_share",
                    "repeated_share",
                    "connectors");

    private final List<ItemMarking> markings;
    private final double[] bands;
    private final Folds folds;
    private final Bootstrap bootstrap;

    /** Creates the baselines for the markings of one run that have a band and a reference. */
    BaselineMetrics(List<ItemMarking> markings, int foldCount, Bootstrap bootstrap) {
        this.markings =
                markings.stream()
                        .filter(it -> it.band().isPresent() && it.item().reference().isPresent())
                        .toList();
        bands =
                this.markings.stream()
                        .mapToDouble(it -> it.item().reference().orElseThrow())
                        .toArray();
        folds = new Folds(bands.length, foldCount, bootstrap.seed());
        this.bootstrap = bootstrap;
    }

    /**
     * Returns the agreement of each baseline, and the lead of the model's kappa over the length's.
     */
    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (bands.length < 2) {
            return json;
        }
        PairedMarks constant =
                paired(
                        folds.predict(
                                training -> {
                                    double mean = Moments.mean(pick(training));
                                    return _ -> mean;
                                }));
        PairedMarks length = paired(regression(List.of("words")));
        json.put("constant", Metrics.of(bootstrap.agreement(constant)));
        json.put("length", Metrics.of(bootstrap.agreement(length)));
        json.put("facts", Metrics.of(bootstrap.agreement(paired(regression(FACTS)))));
        json.put(
                "qwk_above_length",
                Metrics.number(
                        AgreementMeasure.QWK.of(MarkPairs.overall(markings))
                                - AgreementMeasure.QWK.of(length)));
        return json;
    }

    private double[] regression(List<String> facts) {
        List<double[]> rows =
                markings.stream()
                        .map(marking -> facts.stream().mapToDouble(marking::fact).toArray())
                        .toList();
        return folds.predict(
                training -> {
                    Regression regression =
                            Regression.fit(
                                    Arrays.stream(training).mapToObj(rows::get).toList(),
                                    pick(training));
                    return i -> regression.predict(rows.get(i));
                });
    }

    private double[] pick(int[] indexes) {
        return Arrays.stream(indexes).mapToDouble(i -> bands[i]).toArray();
    }

    private PairedMarks paired(double[] predicted) {
        return PairedMarks.of(
                Arrays.stream(predicted).mapToObj(HalfBands::round).toList(),
                Arrays.stream(bands).boxed().toList());
    }
}
