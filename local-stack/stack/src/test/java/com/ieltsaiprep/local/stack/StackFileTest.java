package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class StackFileTest {
    @TempDir private Path folder;

    @Test
    void readsWhatItWrote() {
        StackFile.Entry entry = entry(ProcessHandle.current().pid());

        file().write(entry);

        assertThat(file().read()).contains(entry);
    }

    /** The script {@code run} and the page's tests read these names. */
    @Test
    void hasTheTopLevelNamesThatScriptsRead() throws IOException {
        file().write(entry(7));

        JsonNode json = JsonValues.read(Files.readAllBytes(folder.resolve("stack.json")));
        assertThat(json.path("web").asText()).isEqualTo("http://localhost:8080");
        assertThat(json.path("gateway").asText()).isEqualTo("ws://localhost:8081/nova-sonic");
        assertThat(json.path("sonicControl").asText()).isEqualTo("http://127.0.0.1:8444");
        assertThat(json.path("demoEmail").asText()).isEqualTo("demo@example.com");
        assertThat(json.path("demoPassword").asText()).isEqualTo("secret");
        assertThat(json.path("pid").asLong()).isEqualTo(7);
        assertThat(json).allMatch(JsonNode::isValueNode);
    }

    @Test
    void aStackWhoseProcessHasEndedDoesNotRun() {
        file().write(entry(Long.MAX_VALUE));

        assertThat(file().read()).isEmpty();
    }

    @Test
    void anIncompleteFileIsNoRunningStack() throws IOException {
        Files.writeString(
                folder.resolve("stack.json"),
                "{\"web\":\"http://localhost:8080\",\"pid\":%d}"
                        .formatted(ProcessHandle.current().pid()));

        assertThat(file().read()).isEmpty();
    }

    private StackFile file() {
        return new StackFile(folder.resolve("stack.json"));
    }

    private StackFile.Entry entry(long pid) {
        URI local = URI.create("http://127.0.0.1:8444");
        StackAddress address =
                new StackAddress(
                        URI.create("http://localhost:8080"),
                        local,
                        URI.create("ws://localhost:8081/nova-sonic"),
                        local,
                        new StackAddress.Controls(local, local, local, local, local, local),
                        new StackAddress.Functions(
                                folder.resolve("api.json"),
                                local,
                                folder.resolve("trust.p12"),
                                "demo@example.com",
                                "secret"));
        return new StackFile.Entry(address, new StackFile.Processes(1, 2, pid));
    }
}
