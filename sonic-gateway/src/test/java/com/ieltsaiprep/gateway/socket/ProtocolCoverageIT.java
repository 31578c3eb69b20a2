package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Protocol coverage: after all other tests, every message and code has crossed a WebSocket. */
class ProtocolCoverageIT {

    @Test
    void everyMessageAndCodeHasCrossedAWebSocket() throws IOException {
        String file = System.getProperty(ProtocolCoverageRecorder.FILE_PROPERTY);
        assertThat(file).as("runs after the other tests, in mvn verify only").isNotNull();
        Set<String> missing = new TreeSet<>(ProtocolCoverageRecorder.all());
        missing.removeAll(Set.copyOf(Files.readAllLines(Path.of(file))));

        assertThat(missing).as("never crossed a WebSocket in this module's tests").isEmpty();
    }
}
