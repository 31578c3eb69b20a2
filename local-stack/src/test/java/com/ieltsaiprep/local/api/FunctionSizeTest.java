package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

class FunctionSizeTest {
    @Test
    void functionsHaveHereWhatTheHandbookRecommends() throws IOException {
        String request = row(FunctionSize.REQUEST.toSeconds() + " s");

        assertThat(Files.readAllLines(Path.of("../docs/operations/api.md")))
                .anyMatch(line -> line.startsWith("| `auth` " + request))
                .anyMatch(line -> line.startsWith("| `speech` " + request))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "| `migrate` "
                                                + row(
                                                        FunctionSize.MIGRATION.toMinutes()
                                                                + " min")));
    }

    @Test
    void aFunctionIsToldItsMemoryAndTheTimeLeft() {
        Invocation invocation = new Invocation("auth", Duration.ofSeconds(29));

        assertThat(invocation.getMemoryLimitInMB()).isEqualTo(1_769);
        assertThat(invocation.getRemainingTimeInMillis()).isBetween(1, 29_000);
    }

    private static String row(String timeout) {
        return String.format(Locale.ROOT, "| %,d MB | %s |", FunctionSize.MEMORY_MB, timeout);
    }
}
