package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SonicMainTest {
    @TempDir Path folder;

    @Test
    void withoutOptionsItIsTheDefault() {
        assertThat(config()).isEqualTo(SonicStandIn.Config.defaults());
    }

    @Test
    void everyOptionIsTaken() throws IOException {
        Path words = folder.resolve("words.txt");
        Files.writeString(words, "I am Ana.\n\nYes.\n");
        SonicStandIn.Config config =
                config(
                        "--tls-port",
                        "1",
                        "--cleartext-port",
                        "2",
                        "--control-port",
                        "3",
                        "--quota",
                        "4",
                        "--life-ms",
                        "5",
                        "--idle-ms",
                        "6",
                        "--speed",
                        "7",
                        "--generation-speed",
                        "8",
                        "--seed",
                        "9",
                        "--words",
                        words.toString(),
                        "--forms",
                        "mix:10",
                        "--folder",
                        folder.toString());
        assertThat(config.ports()).isEqualTo(new SonicStandIn.Ports(1, 2, 3));
        assertThat(config.limits()).isEqualTo(new SonicStandIn.Limits(4, 5, 6, 128));
        assertThat(config.pace()).isEqualTo(new SonicStandIn.Pace(7, 8));
        assertThat(config.transcription().seed()).isEqualTo(9);
        assertThat(config.transcription().words()).containsExactly("I am Ana.", "Yes.");
        assertThat(config.forms()).isEqualTo(FormOrder.mix(10));
        assertThat(config.folder()).contains(folder);
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThatThrownBy(() -> config("--sped", "2")).hasMessageContaining("'--sped'");
        assertThatThrownBy(() -> config("--speed")).hasMessageContaining("'--speed'");
        assertThatThrownBy(() -> config("--quota", "many")).hasMessageContaining("'--quota'");
        assertThatThrownBy(() -> config("--forms", "none")).isInstanceOf(ParameterException.class);
    }

    private static SonicStandIn.Config config(String... arguments) {
        SonicMain main = new SonicMain();
        new CommandLine(main).parseArgs(arguments);
        return main.config();
    }
}
