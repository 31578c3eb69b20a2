package com.ieltsaiprep.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A function under Lambda's own runtime client. */
final class ColdStartIT {
    @TempDir private Path folder;

    @Test
    void theFirstAnswerIsMeasuredAndEachProcessIsAnother() throws Exception {
        ColdStart start = start(EchoFunction.class.getName());
        byte[] event = event("instance");
        ColdStart.Measured first = start.measure(event);
        ColdStart.Measured second = start.measure(event);
        assertThat(first.wallMs()).isBetween(20.0, 30_000.0);
        assertThat(first.cpuMs()).isBetween(20.0, 30_000.0);
        for (ColdStart.Measured measured : List.of(first, second)) {
            String body = Json.read(measured.answer()).path("body").asText();
            assertThat(body).as("events of the instance").endsWith(" 1");
        }
    }

    @Test
    void theFunctionHasTheEnvironmentThatItIsGivenAndItsContext() throws Exception {
        byte[] answer = start(EchoFunction.class.getName()).measure(event("context")).answer();
        assertThat(Json.read(answer).path("body").asText()).startsWith("local true eu-west-1");
    }

    @Test
    void aFunctionThatFailsIsTold() throws Exception {
        assertThatThrownBy(() -> start(EchoFunction.class.getName()).measure(event("exception")))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("as ordered");
        assertThatThrownBy(() -> start("com.example.Missing").measure(event("context")))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("com.example.Missing");
    }

    private ColdStart start(String handler) throws IOException {
        ColdStart.Program program =
                new ColdStart.Program(
                        EchoFunction.in(Files.createDirectories(folder.resolve("function"))),
                        handler,
                        Map.of("AWS_REGION", "eu-west-1"),
                        List.of());
        return new ColdStart(program, folder.resolve("log"));
    }

    private static byte[] event(String what) {
        return "{\"path\":\"/echo/%s\"}".formatted(what).getBytes(StandardCharsets.UTF_8);
    }
}
