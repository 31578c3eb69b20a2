package com.ieltsaiprep.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Stream rotation and resumption checks, as short as they can be. */
@Order(1)
class CheckIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"rotation --speed 20 --seconds 600", "resume --faults 3 --every 4"})
    void passes(String arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        int status = new Main(ROOT, print, print).run(List.of(("check " + arguments).split(" ")));

        assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }
}
