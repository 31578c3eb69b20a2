package com.ieltsaiprep.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Check of coverage, run after all other tests of the module: each declared response was seen. */
class ApiCoverageIT {

    @Test
    void sawEveryDeclaredResponse() throws IOException {
        String file = System.getProperty(SeenAnswers.FILE_PROPERTY);
        assertThat(file).as("runs after the other tests, in mvn verify only").isNotNull();
        Set<String> missing = new TreeSet<>(OpenApiAnswers.api().all());
        missing.removeAll(Set.copyOf(Files.readAllLines(Path.of(file))));

        assertThat(missing).as("never seen in this module's tests").isEmpty();
    }
}
