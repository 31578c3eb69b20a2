package com.ieltsaiprep.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values worked out by hand. */
final class LexicalDiversityTest {
    private static List<String> same(int words) {
        return Collections.nCopies(words, "word");
    }

    private static List<String> different(int words) {
        return IntStream.range(0, words).mapToObj(i -> "w" + i).toList();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void hddIsTheSmallestForOneWordAndOneForDifferentWords() {
        assertThat(LexicalDiversity.hdd(same(50))).hasValue(1.0 / 42);
        assertThat(LexicalDiversity.hdd(same(300))).hasValue(1.0 / 42);
        assertThat(LexicalDiversity.hdd(different(50)).orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(LexicalDiversity.hdd(different(300)).orElseThrow()).isCloseTo(1, within(1e-9));
    }

    /** A sample of 42 from 50 leaves out 8, so at least one of any 9 equal words is in it. */
    @Test
    void hddOfOneWordAmongDifferentOnes() {
        double expected = (1 + 41 * 42.0 / 50) / 42;

        assertThat(LexicalDiversity.hdd(joined(same(9), different(41))).orElseThrow())
                .isCloseTo(expected, within(1e-9));
    }

    /** One of two equal words is left out with 8/50, and the other then with 7/49. */
    @Test
    void hddOfOnePairAmongDifferentWords() {
        double expected = (1 - 8.0 / 50 * 7 / 49 + 48 * 42.0 / 50) / 42;

        assertThat(LexicalDiversity.hdd(joined(same(2), different(48))).orElseThrow())
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void mtldCountsFactorsOfTenWordsAtLeast() {
        assertThat(LexicalDiversity.mtld(same(50))).hasValue(10);
        assertThat(LexicalDiversity.mtld(same(100))).hasValue(10);
    }

    /**
     * Forwards: 40 different words and 10 equal ones are 41 of 50, a ratio of .82, so .18/.28 of a
     * factor. Backwards: 10 equal words are a factor, and 40 different ones no part of one.
     */
    @Test
    void mtldIsTheMeanOfBothDirectionsWithAPartOfAFactor() {
        double expected = (50 / (0.18 / 0.28) + 50 / 1.0) / 2;

        assertThat(LexicalDiversity.mtld(joined(different(40), same(10))).orElseThrow())
                .isCloseTo(expected, within(1e-9));
    }

    /**
     * 18 different words of 25 are 72 %, exactly the ratio at which a factor ends: 2 factors either
     * way for 50 words, whereas 19 of 25 end none.
     */
    @Test
    void mtldEndsAFactorAtItsRatio() {
        List<String> palindrome =
                joined(joined(different(4), different(18)), different(4).subList(0, 3).reversed());

        assertThat(palindrome).hasSize(25);
        assertThat(LexicalDiversity.mtld(joined(palindrome, palindrome)).orElseThrow())
                .isEqualTo(25);
    }

    @Test
    void isAbsentForShortTextsAndForOnlyDifferentWords() {
        assertThat(LexicalDiversity.mtld(same(49))).isEmpty();
        assertThat(LexicalDiversity.hdd(different(49))).isEmpty();
        assertThat(LexicalDiversity.mtld(different(50))).isEmpty();
        assertThat(LexicalDiversity.distinct(different(199), 200)).isEmpty();
    }

    @Test
    void countsDifferentStemsAtAFixedLength() {
        assertThat(LexicalDiversity.distinct(different(200), 200)).hasValue(200);
        assertThat(LexicalDiversity.distinct(joined(same(100), different(200)), 200)).hasValue(101);
    }

    @ParameterizedTest
    @CsvSource({
        "city, cities",
        "student, student's",
        "student, students'",
        "box, boxes",
        "church, churches",
        "make, making",
        "stop, stopped",
        "stop, stopping",
        "fall, falling",
        "study, studied",
        "cause, caused",
        "cause, causes",
        "class, classes",
        "bus, buses",
        "use, uses"
    })
    void givesFormsOfAWordOneStem(String word, String form) {
        assertThat(Stems.of(form)).isEqualTo(Stems.of(word));
    }

    @ParameterizedTest
    @CsvSource({"bus, bu", "sing, s", "this, thi", "need, ne", "thing, th", "speed, spe", "us, u"})
    void keepsWordsThatOnlySeemToHaveAnEnding(String word, String wrong) {
        assertThat(Stems.of(word)).isEqualTo(word).isNotEqualTo(wrong);
    }
}
