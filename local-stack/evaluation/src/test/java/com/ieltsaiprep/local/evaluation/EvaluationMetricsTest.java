package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ieltsaiprep.local.evaluation.statistics.Bootstrap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class EvaluationMetricsTest {
    @TempDir private Path folder;

    @Test
    void runsAreComparedItemByItem() {
        Map<String, @Nullable Object> json =
                StabilityMetrics.betweenRuns(
                        List.of(
                                List.of(Markings.of("1", 6, 6), Markings.of("2", 5, 6)),
                                List.of(Markings.of("1", 6, 6), Markings.of("2", 6.5, 6))));

        assertThat(json)
                .containsEntry("identical", 0.5)
                .containsEntry("max_range", 1.5)
                .containsEntry("mean_sd", 0.5303)
                .containsEntry("criteria_within_one", 0.5);
    }

    @Test
    void oneRunSaysNothingOfStability() {
        assertThat(StabilityMetrics.betweenRuns(List.of(List.of(Markings.of("1", 6, 6)))))
                .containsOnlyKeys("runs");
    }

    @Test
    void errorsAreThoseOfEachSpread() {
        Map<String, @Nullable Object> json =
                StabilityMetrics.betweenOpinions(
                        List.of(
                                Markings.of("1", 6, 6),
                                Markings.of("2", 6, 6.5),
                                Markings.of("3", new MachineBand(5.5, 5, 6), 7, List.of())));

        assertThat(json)
                .containsEntry(
                        "by_spread",
                        Map.of(
                                "0.0", Map.of("n", 2, "mae", 0.25),
                                "1.0", Map.of("n", 1, "mae", 1.5)))
                .containsEntry("human_within_range", 0.3333);
    }

    @Test
    void baselinesAreBeatenByAPerfectMarker() {
        List<ItemMarking> markings =
                IntStream.range(0, 20)
                        .mapToObj(i -> Markings.of("i" + i, 4 + i % 5, 4 + i % 5))
                        .toList();

        Map<String, @Nullable Object> json =
                new BaselineMetrics(markings, 5, new Bootstrap(1, 10)).toJson();

        assertThat(json).containsOnlyKeys("constant", "length", "facts", "qwk_above_length");
        assertThat(Metrics.numberAt(json, "qwk_above_length").orElseThrow()).isGreaterThan(0.9);
    }

    @Test
    void quartilesOfTheLengthHaveTheSameSize() {
        List<ItemMarking> markings =
                IntStream.range(0, 8).mapToObj(i -> Markings.of("i" + i, 6, 5.5)).toList();

        Map<String, @Nullable Object> json =
                new AgreementMetrics(markings, new Bootstrap(1, 10)).biasByGroup();

        assertThat(json).containsOnlyKeys("task", "length_quartile", "l1");
        for (String quartile : List.of("q1", "q2", "q3", "q4")) {
            assertThat(Metrics.at(json, "length_quartile." + quartile + ".n")).isEqualTo(2);
        }
        assertThat(Metrics.at(json, "l1.x.bias.value")).isEqualTo(0.5);
    }

    /** Nine calls at a time of eight, of 100 ms, and a repair of 50 ms after them. */
    @Test
    void theTimeOfAnItemIsThatOfItsWaves() {
        List<ModelCall> calls = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            calls.add(new ModelCall(Markings.request("r" + i, "u"), Markings.replied(100), 1));
        }
        calls.add(new ModelCall(Markings.request("repair", "u"), Markings.replied(50), 2));

        assertThat(CallMetrics.itemMs(calls)).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({
        "'It''s  a test', true",
        "'it\u2019s a', true",
        "a tst, false",
        "'', false",
        "caf\u00e9, true",
        "cafe\u0301, true"
    })
    void quotesMayDifferInBlanksCaseAndApostrophes(String quote, boolean verbatim) {
        assertThat(new QuoteCheck("It's a\ntest in a caf\u00e9.").isVerbatim(quote))
                .isEqualTo(verbatim);
    }

    @Test
    void gatesHoldWithinTheirBounds() throws IOException {
        Gates gates =
                gates("{\"a.b\":{\"min\":0.5,\"max\":0.8},\"a.c\":{\"max\":1},\"no\":{\"min\":0}}");

        assertThat(gates.check(Map.of("a", Map.of("b", 0.8, "c", 1.01))))
                .extracting(row -> row.get("metric") + " " + row.get("holds"))
                .containsExactly("a.b true", "a.c false", "no false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | not JSON",
                "{} | has no gates",
                "{\"a\":{\"mn\":1}} | neither min nor max"
            })
    void invalidGatesAreRefused(String json, String reason) {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> gates(json))
                .withMessageContaining(reason);
    }

    @Test
    void theGatesOfTheDocumentsAreValid() {
        Gates gates = Gates.read(Path.of("../../docs/marking-gates.json"));

        assertThat(gates.check(Map.of())).hasSizeGreaterThan(10);
    }

    private Gates gates(String json) throws IOException {
        Path file = folder.resolve("gates.json");
        Files.writeString(file, json);
        return Gates.read(file);
    }
}
