package com.ieltsaiprep.common.marking;

import static com.ieltsaiprep.common.marking.Criterion.COHERENCE_AND_COHESION;
import static com.ieltsaiprep.common.marking.Criterion.GRAMMATICAL_RANGE_AND_ACCURACY;
import static com.ieltsaiprep.common.marking.Criterion.LEXICAL_RESOURCE;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

final class PlausibilityTest {
    @ParameterizedTest
    @CsvSource({
        "COHERENCE_AND_COHESION, 7, 99, 3, true",
        "COHERENCE_AND_COHESION, 7, 100, 3, false",
        "COHERENCE_AND_COHESION, 6.5, 99, 3, false",
        "COHERENCE_AND_COHESION, 9, 250, 60, false",
        "GRAMMATICAL_RANGE_AND_ACCURACY, 8, 250, 13, true",
        "LEXICAL_RESOURCE, 8, 250, 13, true",
        "LEXICAL_RESOURCE, 8, 200, 10, false",
        "LEXICAL_RESOURCE, 7.5, 250, 13, false",
        "GRAMMATICAL_RANGE_AND_ACCURACY, 4, 250, 2, true",
        "GRAMMATICAL_RANGE_AND_ACCURACY, 4, 200, 2, false",
        "GRAMMATICAL_RANGE_AND_ACCURACY, 4.5, 250, 2, false",
        "LEXICAL_RESOURCE, 4, 250, 2, false",
    })
    void doubtsABandThatTheTextMakesUnlikely(
            Criterion criterion, double band, int words, int errors, boolean doubtful) {
        CriterionMark mark = mark(criterion, band);

        CriterionMark checked = new Plausibility(words, errors(errors)).check(mark);

        assertThat(checked.reasons().contains(ReasonCode.UNLIKELY_BAND)).isEqualTo(doubtful);
        assertThat(checked.band().orElseThrow().band()).isEqualTo(band);
    }

    @Test
    void widensTheRangeByHalfABandToEachSideWithinTheScale() {
        Plausibility plausibility = new Plausibility(50, errors(3));

        assertThat(plausibility.check(mark(LEXICAL_RESOURCE, 7)).band())
                .hasValue(new BandRange(7, 6.5, 7.5));
        assertThat(plausibility.check(mark(LEXICAL_RESOURCE, 9)).band())
                .hasValue(new BandRange(9, 8.5, 9));
    }

    @Test
    void concludesNothingFromAbsentFeedback() {
        CriterionMark mark = mark(GRAMMATICAL_RANGE_AND_ACCURACY, 4);

        assertThat(new Plausibility(250, Feedback.NONE).check(mark)).isEqualTo(mark);
    }

    @Test
    void leavesAMarkWithoutABand() {
        CriterionMark mark =
                CriterionMark.of(COHERENCE_AND_COHESION, ReasonCode.NOT_MARKED, Optional.empty());

        assertThat(new Plausibility(50, errors(3)).check(mark)).isEqualTo(mark);
    }

    private static CriterionMark mark(Criterion criterion, double band) {
        return new CriterionMark(
                criterion,
                Optional.of(new BandRange(band, band, band)),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Feedback errors(int count) {
        return new Feedback(
                List.of(),
                List.of(new ErrorPattern("articles", count, "a apple", "an apple", "Say an.")),
                List.of(),
                List.of(),
                List.of());
    }
}
