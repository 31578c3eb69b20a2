package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LengthDeductionTest {
    @ParameterizedTest
    @CsvSource({
        "250, 250, 0",
        "225, 250, 0",
        "224, 250, 0.5",
        "188, 250, 0.5",
        "187, 250, 1",
        "125, 250, 1",
        "124, 250, 2",
        "0, 250, 2",
        "5000, 250, 0",
        "135, 150, 0",
        "134, 150, 0.5",
        "113, 150, 0.5",
        "112, 150, 1",
        "75, 150, 1",
        "74, 150, 2"
    })
    void deductsByTheShareOfTheRequiredWords(int counted, int minimum, double deduction) {
        assertThat(LengthDeduction.of(counted, minimum)).isEqualTo(deduction);
    }

    @Test
    void neverRisesWithMoreWords() {
        for (int words = 1; words < 300; words++) {
            assertThat(LengthDeduction.of(words, 250))
                    .isLessThanOrEqualTo(LengthDeduction.of(words - 1, 250));
        }
    }
}
