package com.ieltsaiprep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class LogEventsTest {
    private static final Pattern EVENT = Pattern.compile("\"event=(\\w*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`\\w+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void theOperationsPageListsEveryLogEventAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations", "gateway.md"));
        int rows = page.indexOf("\n|---", page.indexOf("\n## Log\n"));
        String log = page.substring(rows);
        Set<String> documented =
                ROW.matcher(log)
                        .results()
                        .flatMap(row -> NAME.matcher(row.group(1)).results())
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isNotEmpty().doesNotContain("").isEqualTo(logged());
    }

    private static Set<String> logged() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LogEventsTest::text)
                    .map(EVENT::matcher)
                    .flatMap(Matcher::results)
                    .map(event -> event.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
