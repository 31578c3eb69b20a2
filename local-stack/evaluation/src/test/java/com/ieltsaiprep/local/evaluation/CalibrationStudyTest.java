package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Calibration;
import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.local.evaluation.statistics.HalfBands;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class CalibrationStudyTest {
    private static final LocalDate DATE = LocalDate.of(2026, 12, 1);
    private static final String STUDY = "criteria.lexical_resource.";

    @Test
    void fewerThanFortyLeaveTheBandsAsTheyAre() {
        CalibrationStudy study = new CalibrationStudy(compressed(39), 5, 1);

        assertThat(Metrics.at(study.toJson(), STUDY + "chosen")).isEqualTo("identity");
        assertThat(calibration(study).isCalibrated()).isFalse();
    }

    /** The machine's band is 6.5 + .6 * (band - 6): the way back is about -5 + 1.67 * machine. */
    @Test
    void fortyAreEquatedForTheEngine() {
        CalibrationStudy study = new CalibrationStudy(compressed(40), 5, 1);

        assertThat(Metrics.at(study.toJson(), STUDY + "chosen")).isEqualTo("equating");
        Calibration calibration = calibration(study);
        assertThat(calibration.version()).isEqualTo("equating-2026-12-01");
        assertThat(calibration.apply("m", "1", Criterion.LEXICAL_RESOURCE, 6.5))
                .isCloseTo(6, within(0.2));
        assertThat(calibration.apply("m", "1", Criterion.LEXICAL_RESOURCE, 7.1))
                .isCloseTo(7, within(0.3));
        assertThat(calibration.apply("other", "1", Criterion.LEXICAL_RESOURCE, 7)).isEqualTo(7);
    }

    @Test
    void equatingIsBetterOutOfFold() {
        CalibrationStudy study = new CalibrationStudy(compressed(200), 5, 1);

        assertThat(figure(study, "equating.qwk")).isGreaterThan(figure(study, "identity.qwk"));
        assertThat(figure(study, "equating.spread_ratio")).isBetween(0.9, 1.1);
        assertThat(figure(study, "identity.spread_ratio")).isLessThan(0.8);
        assertThat(figure(study, "isotonic.mae")).isLessThan(figure(study, "identity.mae"));
    }

    @Test
    void bandsThatCodeHasSetAreLeftOut() {
        List<ItemMarking> markings = new ArrayList<>(compressed(39));
        markings.add(Markings.of("short", new MachineBand(1, 1, 1), 5, List.of("too_short")));

        assertThat(new CalibrationStudy(markings, 5, 1).toJson()).containsEntry("responses", 39);
    }

    private static double figure(CalibrationStudy study, String name) {
        return Metrics.numberAt(study.toJson(), STUDY + name).orElseThrow();
    }

    private static Calibration calibration(CalibrationStudy study) {
        return Calibration.parse(Json.write(study.calibration("m", "1", DATE)));
    }

    private static List<ItemMarking> compressed(int n) {
        Random random = new Random(4);
        List<ItemMarking> markings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double human = HalfBands.round(6 + random.nextGaussian());
            double machine = HalfBands.round(6.5 + 0.6 * (human - 6) + 0.2 * random.nextGaussian());
            markings.add(Markings.of("i" + i, machine, human));
        }
        return markings;
    }
}
