package com.ieltsaiprep.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases of docs/word-count.json, which the page's tests read too. */
final class WordCountTest {
    static Stream<Arguments> cases() throws IOException {
        Map<String, @Nullable Object> table =
                Json.members(
                        new Json(4, 5_000)
                                .read(Files.readAllBytes(Path.of("../docs/word-count.json"))));
        assertThat(table.get("cases")).isInstanceOf(List.class);
        return table.get("cases") instanceof List<?> list
                ? list.stream().map(Json::members).map(WordCountTest::arguments)
                : Stream.empty();
    }

    private static Arguments arguments(Map<String, @Nullable Object> row) {
        int times = row.get("times") instanceof Number number ? number.intValue() : 1;
        return Arguments.argumentSet(
                String.valueOf(row.get("case")),
                text(row).repeat(times),
                row.get("words") instanceof Number words ? words.intValue() : -1);
    }

    private static String text(Map<String, @Nullable Object> row) {
        return row.get("code_units") instanceof List<?> units
                ? units.stream()
                        .map(unit -> (char) Integer.parseInt(String.valueOf(unit), 16))
                        .map(String::valueOf)
                        .collect(Collectors.joining())
                : String.valueOf(row.get("text"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsWords(String text, int words) {
        assertThat(WordCount.of(text)).isEqualTo(words);
        assertThat(Words.of(text)).hasSize(words).allSatisfy(it -> assertThat(it).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAlikeInEachFormOfUnicode(String text, int words) {
        assertThat(WordCount.of(Normalizer.normalize(text, Form.NFC))).isEqualTo(words);
        assertThat(WordCount.of(Normalizer.normalize(text, Form.NFD))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "'", "1.", "a.", "\u0301"})
    @Timeout(5)
    void takesLinearTime(String part) {
        assertThat(WordCount.of(part.repeat(1_000_000))).isLessThanOrEqualTo(1);
    }

    @Test
    void givesWordsInOneForm() {
        assertThat(
                        Words.of(
                                "DON\u2019T  ze\u200bro Cafe\u0301 well\u2011known \ud83d\ude00"
                                        + " U.S.A."))
                .containsExactly("don't", "zero", "caf\u00e9", "well-known", "u.s.a");
    }
}
