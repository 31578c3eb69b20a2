package com.ieltsaiprep.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Coverage test of docs/openapi.yaml: requires that the module's tests observe every declared
 * response. Runs after all other tests.
 */
class ApiCoverageIT {

    @Test
    void everyDeclaredResponseWasObserved() throws IOException {
        String file = System.getProperty(ObservedResponses.FILE_PROPERTY);
        assertThat(file).as("runs after the other tests, in mvn verify only").isNotNull();
        Set<String> missing = new TreeSet<>(OpenApiResponses.api().responseNames());
        missing.removeAll(Set.copyOf(Files.readAllLines(Path.of(file))));

        assertThat(missing).as("not observed by the tests of this module").isEmpty();
    }
}
