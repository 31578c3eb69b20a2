package com.ieltsaiprep.infra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class PlanCommandTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PlanCommand command =
            new PlanCommand(
                    new PlanRecorder(Path.of("no such folder"), ""),
                    new PrintStream(output, true, StandardCharsets.UTF_8),
                    new PrintStream(errors, true, StandardCharsets.UTF_8));

    @Test
    void explainsItself() {
        assertThat(command.run(List.of("--help"))).isZero();
        assertThat(command.run(List.of("dev", "--help"))).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("Usage: ./run plan dev|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "--diff", "prod --new", "prod --diff --write", "prod dev"})
    void refusesWrongArgumentsInOneLine(String arguments) {
        List<String> words =
                List.of(arguments.split(" ")).stream().filter(it -> !it.isEmpty()).toList();

        assertThat(command.run(words)).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("run: plan ")
                .endsWith(", see ./run plan --help");
        assertThat(output.size()).isZero();
    }
}
