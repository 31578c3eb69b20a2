package com.ieltsaiprep.local.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.CommandErrors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class SpeakArgumentsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"2, 2000000", "2s, 2000000", "1.5s, 1500000", "800ms, 800000"})
    void readsWhenToInterrupt(String text, long us) {
        assertThat(new SpeakRunner.BargeInTime().convert(text)).isEqualTo(us);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2m", "soon", "", "99ms", "601"})
    void refusesAnInvalidTime(String text) {
        assertThatThrownBy(() -> new SpeakRunner.BargeInTime().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("\"" + text + "\" must be 100ms to 600s, such as 2 or 1.5s");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Missing required parameter: 'FILE.wav'",
        "a.wav --out, Missing required parameter for option '--out' (REPLY.wav)",
        "--loud a.wav, Unknown option: '--loud'",
        "a.wav b.wav, Unmatched argument at index 1: 'b.wav'"
    })
    void saysInOneLineWhatIsMissingOrUnknown(String line, String reason) {
        assertThat(speak(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(text(err)).isEqualTo("speak: " + reason + " (see --help)\n");
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path folder) {
        Path reply = folder.resolve("none").resolve("r.wav");

        assertThat(speak("a.wav", "--out", reply.toString())).isEqualTo(2);
        assertThat(text(err)).contains("--out").contains("no folder to write " + reply + " in");
    }

    @Test
    void showsTheHelpWhateverElseIsGiven() {
        assertThat(speak("--loud", "--help")).isZero();
        assertThat(text(out)).contains("--barge-in=EVERY", "Exit status: 0 if");
    }

    private int speak(String... arguments) {
        CommandLine line =
                CommandErrors.commandLine(
                        new SpeakRunner(
                                _ -> {
                                    throw new AssertionError("a stack was asked for");
                                },
                                print(out)),
                        print(out),
                        print(err));
        return line.execute(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
