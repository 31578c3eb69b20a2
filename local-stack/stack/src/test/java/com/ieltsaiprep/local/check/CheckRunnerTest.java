package com.ieltsaiprep.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.CommandErrors;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.StackAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class CheckRunnerTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine checks = checks(_ -> new FakeStack());

    @Test
    void passesWithoutProblems(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("r.json");

        assertThat(checks.execute("problems", "--problems", "0", "--json", json.toString()))
                .isZero();

        assertThat(text(out)).contains("a table").endsWith("problems: passed\n");
        JsonNode result = JsonValues.read(Files.readAllBytes(json));
        assertThat(result.get("passed").asBoolean()).isTrue();
        assertThat(result.get("check").asText()).isEqualTo("problems");
    }

    @Test
    void failsWithTheFirstTenProblems() {
        assertThat(checks.execute("problems", "--problems", "12")).isEqualTo(1);

        assertThat(text(out))
                .contains("problem 9\n")
                .doesNotContain("problem 10")
                .contains("… and 2 more")
                .endsWith("problems: FAILED\n");
    }

    @Test
    void usesTheDefaultOfAnOption() {
        assertThat(checks.execute("problems")).isEqualTo(1);
        assertThat(text(out)).contains("problem 0\n").doesNotContain("problem 1");
    }

    @Test
    void listsTheChecks() {
        assertThat(checks.execute("--help")).isZero();
        assertThat(text(out)).containsPattern("problems +has as many as it is told to");

        assertThat(checks.execute()).isEqualTo(2);
    }

    @Test
    void helpsWithTheOptionsOfACheck() {
        assertThat(checks.execute("problems", "--help")).isZero();
        assertThat(text(out)).containsPattern("--problems=N +how many \\(1\\)");
    }

    @Test
    void refusesWrongArgumentsInOneLine() {
        assertThat(checks.execute("juggle")).isEqualTo(2);
        assertThat(checks.execute("problems", "--many", "3")).isEqualTo(2);
        assertThat(checks.execute("problems", "--problems")).isEqualTo(2);
        assertThat(checks.execute("problems", "--problems", "1000")).isEqualTo(2);

        assertThat(text(err))
                .isEqualTo(
                        """
                        check: there is no command juggle (see --help)
                        check problems: Unknown options: '--many', '3' (see --help)
                        check problems: Missing required parameter for option '--problems' (N) \
                        (see --help)
                        check problems: Invalid value for option '--problems': \
                        "1000" must be a whole number from 0 to 100 (see --help)
                        """);
    }

    @Test
    void failsInOneLineWithoutAStack() {
        CommandLine without =
                checks(
                        _ -> {
                            throw new StackUnavailableException("no stack is running");
                        });

        assertThat(without.execute("problems")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("check problems: no stack is running\n");
    }

    @Test
    void hasEveryCheck() {
        assertThat(
                        CommandErrors.commandLine(
                                        CheckRunner.command(_ -> new FakeStack(), print(out)),
                                        print(out),
                                        print(err))
                                .execute("--help"))
                .isZero();
        assertThat(text(out))
                .contains("barge-in", "load", "bad-neighbours", "rotation", "resume", "rolling");
    }

    private CommandLine checks(Stacks stacks) {
        return CommandErrors.commandLine(
                CheckRunner.command(stacks, print(out), List.of(new Problems())),
                print(out),
                print(err));
    }

    private static final class Problems implements Check {
        @Override
        public String name() {
            return "problems";
        }

        @Override
        public String description() {
            return "has as many as it is told to";
        }

        @Override
        public List<CheckOption> options() {
            return List.of(new CheckOption("problems", 1, 0, 100, "how many"));
        }

        @Override
        public CheckVerdict run(CheckContext context) {
            List<String> problems =
                    IntStream.range(0, context.number("problems"))
                            .mapToObj(i -> "problem " + i)
                            .toList();
            return new CheckVerdict(List.of("a table"), JsonValues.object(), problems);
        }
    }

    private record FakeStack() implements Stacks.RunningStack {
        @Override
        public StackAddress address() {
            return new StackAddress(
                    NOWHERE,
                    NOWHERE,
                    NOWHERE,
                    NOWHERE,
                    new StackAddress.Controls(NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, null),
                    null);
        }

        @Override
        public void close() {}
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
