package com.ieltsaiprep.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.speak.StackAddress;
import com.ieltsaiprep.local.speak.Stacks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    private final CheckRunner checks = checks(_ -> new FakeStack());

    @Test
    void passesWithoutProblems(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("r.json");

        assertThat(checks.run("problems", "--problems", "0", "--json", json.toString())).isZero();

        assertThat(text(out)).contains("a table").endsWith("problems: passed\n");
        JsonNode result = JsonValues.read(Files.readAllBytes(json));
        assertThat(result.get("passed").asBoolean()).isTrue();
        assertThat(result.get("check").asText()).isEqualTo("problems");
    }

    @Test
    void failsWithTheFirstTenProblems() {
        assertThat(checks.run("problems", "--problems", "12")).isEqualTo(1);

        assertThat(text(out))
                .contains("problem 9\n")
                .doesNotContain("problem 10")
                .contains("… and 2 more")
                .endsWith("problems: FAILED\n");
    }

    @Test
    void usesTheDefaultOfAnOption() {
        assertThat(checks.run("problems")).isEqualTo(1);
        assertThat(text(out)).contains("problem 0\n").doesNotContain("problem 1");
    }

    @Test
    void listsTheChecks() {
        assertThat(checks.run("--help")).isZero();
        assertThat(text(out)).contains("problems        has as many as it is told to");

        assertThat(checks.run()).isEqualTo(2);
    }

    @Test
    void helpsWithTheOptionsOfACheck() {
        assertThat(checks.run("problems", "--help")).isZero();
        assertThat(text(out)).contains("--problems            how many (1)");
    }

    @Test
    void refusesWrongArgumentsInOneLine() {
        assertThat(checks.run("juggle")).isEqualTo(2);
        assertThat(checks.run("problems", "--many", "3")).isEqualTo(2);
        assertThat(checks.run("problems", "--problems")).isEqualTo(2);
        assertThat(checks.run("problems", "--problems", "1000")).isEqualTo(2);

        assertThat(text(err))
                .isEqualTo(
                        """
                        check: no check is named juggle (see --help)
                        check: unknown option --many (see --help)
                        check: --problems needs a value (see --help)
                        check: --problems is "1000", but must be a whole number from 0 to 100 \
                        (see --help)
                        """);
    }

    @Test
    void failsInOneLineWithoutAStack() {
        CheckRunner without =
                checks(
                        _ -> {
                            throw new StackUnavailableException("no stack is running");
                        });

        assertThat(without.run("problems")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("check problems: no stack is running\n");
    }

    @Test
    void hasEveryCheck() {
        assertThat(new CheckRunner(_ -> new FakeStack(), print(out), print(err)).run("--help"))
                .isZero();
        assertThat(text(out))
                .contains("barge-in", "load", "bad-neighbours", "rotation", "resume", "rolling");
    }

    private CheckRunner checks(Stacks stacks) {
        return new CheckRunner(stacks, print(out), print(err), List.of(new Problems()));
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
