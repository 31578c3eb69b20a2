package com.ieltsaiprep.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path root;

    @Test
    void optionsWithoutACommandGoToUp() {
        assertThat(run("--nonsense")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("up: Unknown option: '--nonsense'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --nonsense",
                "up --folder",
                "up --words nowhere.txt",
                "up --forms PARTIAL",
                "speak",
                "check nonsense",
                "tour nonsense",
                "verify",
                "verify --domain",
                "verify --domain not/a/domain",
                "verify --domain ieltsaiprep.com --local",
                "verify --local --model nova",
                "verify --local --region mars",
                "migrate nonsense",
                "marking-eval",
                "marking-eval nowhere.jsonl"
            })
    void invalidArgumentsEndWithStatusTwo(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }

    @Test
    void theScriptRejectsItsOwnInvalidArgumentsToo() throws Exception {
        Process script =
                new ProcessBuilder("bash", "../../run", "echo", "70000")
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("70000 is not a port");
        assertThat(script.waitFor()).isEqualTo(2);
    }

    @Test
    void namesAnUnknownCommand() {
        assertThat(run("dance")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no command dance");
    }

    @Test
    void listsEveryCommandIncludingThoseOfTheScript() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "  up ",
                        "  speak ",
                        "  check ",
                        "  tour ",
                        "  verify ",
                        "  package ",
                        "  support ",
                        "  migrate ",
                        "  marking-eval ",
                        "  dev ",
                        "  echo ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "support"})
    void operatorCommandsNeedARunningStack(String command) {
        assertThat(run(command)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no stack runs");
    }

    private int run(String... arguments) {
        return new Main(root, print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
