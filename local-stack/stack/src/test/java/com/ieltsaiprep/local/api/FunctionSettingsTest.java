package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

class FunctionSettingsTest {
    @Test
    void settingsAreThoseOfTheOperationsGuide() throws IOException {
        String request = row(FunctionSettings.REQUEST_TIMEOUT.toSeconds() + " s");

        assertThat(Files.readAllLines(Path.of("../../docs/operations/api.md")))
                .anyMatch(line -> line.startsWith("| `auth` " + request))
                .anyMatch(line -> line.startsWith("| `speech` " + request))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "| `writing` "
                                                + row(
                                                        FunctionSettings.WRITING_TIMEOUT.toMinutes()
                                                                + " min")))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "| `migrate` "
                                                + row(
                                                        FunctionSettings.MIGRATION_TIMEOUT
                                                                        .toMinutes()
                                                                + " min")));
    }

    @Test
    void theContextReportsMemoryAndRemainingTime() {
        InvocationContext invocation = new InvocationContext("auth", Duration.ofSeconds(29));

        assertThat(invocation.getMemoryLimitInMB()).isEqualTo(1_769);
        assertThat(invocation.getRemainingTimeInMillis()).isBetween(1, 29_000);
    }

    private static String row(String timeout) {
        return String.format(Locale.ROOT, "| %,d MB | %s |", FunctionSettings.MEMORY_MB, timeout);
    }
}
