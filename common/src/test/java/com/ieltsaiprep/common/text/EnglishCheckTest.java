package com.ieltsaiprep.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

final class EnglishCheckTest {
    private static final TextCases CASES = TextCases.read("languages.json");

    static Stream<Arguments> english() {
        return CASES.of("english");
    }

    static Stream<Arguments> shortEnglish() {
        return CASES.of("short_english");
    }

    static Stream<Arguments> other() {
        return CASES.of("other");
    }

    @ParameterizedTest
    @MethodSource({"english", "shortEnglish"})
    void acceptsEnglish(String text) {
        assertThat(EnglishCheck.isEnglish(text)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("other")
    void refusesOtherLanguages(String text) {
        assertThat(EnglishCheck.isEnglish(text)).isFalse();
    }

    @Test
    void aTextOfLessThanTwentyWordsNeedsOnlyLatinLetters() {
        assertThat(EnglishCheck.isEnglish("hola ".repeat(19))).isTrue();
        assertThat(EnglishCheck.isEnglish("hola ".repeat(20))).isFalse();
        assertThat(EnglishCheck.isEnglish("\u043c\u0438\u0440")).isFalse();
    }

    @Test
    void someWordsMustBeCommonInEnglishAlone() {
        String shared = "hola ".repeat(30) + "the ".repeat(10);

        assertThat(EnglishCheck.isEnglish(shared + "because ".repeat(3))).isFalse();
        assertThat(EnglishCheck.isEnglish(shared + "because ".repeat(4))).isTrue();
    }

    @Test
    void someWordsMustBeCommonInEnglish() {
        assertThat(EnglishCheck.isEnglish("hola ".repeat(86) + "because ".repeat(14))).isFalse();
        assertThat(EnglishCheck.isEnglish("hola ".repeat(85) + "because ".repeat(15))).isTrue();
    }

    @Test
    void fourFifthsOfTheLettersMustBeLatin() {
        assertThat(EnglishCheck.isEnglish("they \u043c\u0438\u0440")).isFalse();
        assertThat(EnglishCheck.isEnglish("they know \u043c\u0438")).isTrue();
    }
}
