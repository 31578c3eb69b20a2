package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.marking.Calibration;
import com.ieltsaiprep.common.marking.MarkingConfig;
import com.ieltsaiprep.common.marking.MarkingEngine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Test of the whole evaluation on the synthetic set, whose marks and replies are invented: it shows
 * that the parts are wired, and nothing of the quality of any model.
 */
class SyntheticSetTest {
    private static final Path FOLDER = Path.of("src/test/resources/marking-eval");
    private static final Path SET = FOLDER.resolve("synthetic-set.jsonl");
    private static final Path REPLIES = FOLDER.resolve("recorded-replies.jsonl");
    private static final String MODEL = "stub-marker";

    /** Words of a response in a row that no output may have: the prompts' titles are shorter. */
    private static final int LEAK = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;

    /** Writes the recorded replies and the golden files anew, after a change of the prompts. */
    @Test
    @EnabledIfSystemProperty(named = "marking.rewrite", matches = "true")
    void rewritesItsFiles() throws IOException {
        Path file = folder.resolve("replies.jsonl");
        ModelClient client =
                new RecordingClient(new StubMarker(), RecordedReplies.read(file), file);
        MarkingEngine engine =
                new MarkingEngine(
                        new MarkingConfig(MODEL, Optional.empty(), Calibration.identity()));
        MarkedSet.read(SET).forEach(item -> new ItemMarker(engine, client).mark(item, 1));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.sort(null);
        Files.writeString(REPLIES, String.join("\n", lines) + "\n");
        evaluate();
        for (String name : List.of("report.md", "metrics.json")) {
            Files.writeString(FOLDER.resolve(name), Files.readString(folder.resolve(name)));
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "marking.rewrite", matches = "true")
    void reportIsTheGoldenFile() throws IOException {
        assertThat(evaluate()).as(err.toString(StandardCharsets.UTF_8)).isZero();

        for (String name : List.of("report.md", "metrics.json")) {
            assertThat(folder.resolve(name))
                    .as("see README.md beside the golden file")
                    .hasSameTextualContentAs(FOLDER.resolve(name));
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "marking.rewrite", matches = "true")
    void noOutputQuotesAResponse() throws IOException {
        evaluate();
        String all = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all += Files.readString(file);
            }
        }

        Set<String> printed = runs(all);
        for (MarkedItem item : MarkedSet.read(SET)) {
            assertThat(runs(item.answer().essay().text()))
                    .as(item.id())
                    .doesNotContainAnyElementsOf(printed);
        }
    }

    @Test
    void aFailedGateEndsWithOne() throws IOException {
        Path gates = folder.resolve("gates.json");
        Files.writeString(gates, "{\"overall.n\": {\"min\": 200}}");

        assertThat(evaluate("--gates", gates.toString())).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("overall.n is 2");
        assertThat(folder.resolve("report.md")).content().contains("| overall.n | ");
    }

    @Test
    void repliesThatWereNotRecordedEndWithOne() {
        assertThat(evaluate("--model", "another")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("to another is recorded: set, model");
    }

    private int evaluate(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                SET.toString(),
                                "--model",
                                MODEL,
                                "--replay",
                                REPLIES.toString(),
                                "--price",
                                MODEL + "=0.04/0.14",
                                "--calibrate",
                                "--out",
                                folder.toString()));
        arguments.addAll(Arrays.asList(options));
        Clock clock = Clock.fixed(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC);
        return new CommandLine(new EvaluationRunner(folder, clock, print(out), print(err)))
                .execute(arguments.toArray(String[]::new));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Set<String> runs(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + LEAK <= words.length; i++) {
            runs.add(String.join(" ", Arrays.copyOfRange(words, i, i + LEAK)));
        }
        return runs;
    }
}
