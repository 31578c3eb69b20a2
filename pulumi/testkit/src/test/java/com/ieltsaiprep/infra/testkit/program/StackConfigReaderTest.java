package com.ieltsaiprep.infra.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StackConfigReaderTest {
    @TempDir private Path folder;

    @Test
    void takesTheStacksValueBeforeTheDefault() throws Exception {
        write(
                "Pulumi.yaml",
                """
                name: project
                config:
                  nodes: {type: integer, default: 1}
                  project:zones: {default: 3}
                """);
        write("Pulumi.dev.yaml", "config: {'project:nodes': 2}");

        StackConfig config = StackConfigReader.read(folder, "dev");

        assertThat(config.values()).containsEntry("project:nodes", "2");
        assertThat(config.values()).containsEntry("project:zones", "3");
        assertThat(config.secretKeys()).isEmpty();
    }

    @Test
    void makesUpSecrets() throws Exception {
        write("Pulumi.yaml", "{name: project, config: {token: {secret: true}}}");
        write("Pulumi.dev.yaml", "config: {'project:key': {secure: AAABAC}}");

        StackConfig config = StackConfigReader.read(folder, "dev");

        assertThat(config.secretKeys()).containsExactlyInAnyOrder("project:token", "project:key");
        assertThat(config.secrets())
                .containsExactlyInAnyOrder("made-up-token-secret", "made-up-key-secret");
    }

    @Test
    void writesStructuredValuesAsJson() throws Exception {
        write("Pulumi.yaml", "name: project");
        write("Pulumi.dev.yaml", "config: {'project:origins': [a, b]}");

        assertThat(StackConfigReader.read(folder, "dev").values())
                .containsEntry("project:origins", "[\"a\",\"b\"]");
    }

    @Test
    void refusesAStackThatMissesAValue() throws Exception {
        write("Pulumi.yaml", "{name: project, config: {domain: {type: string}}}");
        write("Pulumi.dev.yaml", "config: {}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StackConfigReader.read(folder, "dev"))
                .withMessageContaining("no value of project:domain");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
