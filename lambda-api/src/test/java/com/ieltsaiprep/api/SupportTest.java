package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class SupportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void printsUsageWithoutSettings() {
        assertThat(run("hello", "--reason", "a good one")).isEqualTo(2);
        assertThat(printed()).contains("hello is no command", Support.USAGE);
    }

    private int run(String... line) {
        return Support.run(
                Map.<String, String>of()::get,
                List.of(line),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
