package com.ieltsaiprep.local.speak;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.client.SpeakingPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

class SpeakOptionsTest {
    @Test
    void readsEverything(@TempDir Path folder) {
        Path out = folder.resolve("r.wav");
        Path json = folder.resolve("r.json");

        SpeakOptions.ParseResult parsed =
                parse("--out", out.toString(), "a.wav", "--json", json.toString());

        assertThat(parsed)
                .isEqualTo(
                        new SpeakOptions.Run(
                                new SpeakOptions(
                                        Path.of("a.wav"), out, json, SpeakingPlan.NO_BARGE_IN)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2000000", "2s, 2000000", "1.5s, 1500000", "800ms, 800000"})
    void readsWhenToInterrupt(String text, long us) {
        assertThat(parse("a.wav", "--barge-in", text))
                .isEqualTo(
                        new SpeakOptions.Run(new SpeakOptions(Path.of("a.wav"), null, null, us)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2m", "soon", "", "99ms", "601"})
    void refusesAnInvalidTime(String text) {
        assertThat(parse("a.wav", "--barge-in", text))
                .isEqualTo(
                        new SpeakOptions.Invalid(
                                "--barge-in is \""
                                        + text
                                        + "\", but must be 100ms to 600s, such as 2 or 1.5s"));
    }

    @Test
    void saysWhatIsMissingOrUnknown() {
        assertThat(parse()).isEqualTo(new SpeakOptions.Invalid("which FILE.wav?"));
        assertThat(parse("--out")).isEqualTo(new SpeakOptions.Invalid("--out needs a value"));
        assertThat(parse("--loud", "a.wav"))
                .isEqualTo(new SpeakOptions.Invalid("unknown option --loud"));
        assertThat(parse("a.wav", "b.wav"))
                .isEqualTo(new SpeakOptions.Invalid("one file at a time, please"));
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path folder) {
        Path out = folder.resolve("none").resolve("r.wav");

        assertThat(parse("a.wav", "--out", out.toString()))
                .isEqualTo(new SpeakOptions.Invalid("--out: no folder to write " + out + " in"));
    }

    @Test
    void showsTheHelpWhateverElseIsGiven() {
        assertThat(parse("--loud", "--help")).isEqualTo(new SpeakOptions.Help());
    }

    private static SpeakOptions.ParseResult parse(String... arguments) {
        return SpeakOptions.parse(List.of(arguments));
    }
}
