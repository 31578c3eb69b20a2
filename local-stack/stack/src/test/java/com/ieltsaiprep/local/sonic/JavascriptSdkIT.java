package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Conversation of the AWS SDK for JavaScript, which signs the pseudo-header {@code :authority}
 * where the SDK for Java signs {@code host}. Run by {@code ./test --all}, which installs the SDK.
 */
@EnabledIfSystemProperty(named = "regions", matches = "all")
final class JavascriptSdkIT {
    private static final File FOLDER = new File("sdk-javascript");

    @TempDir Path folder;

    @Test
    void holdsAWholeConversationWithToolUse() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            SonicStandIn standIn =
                    SonicStandIn.start(vertx, SonicStandIn.Config.defaults().with(folder))
                            .await(20, TimeUnit.SECONDS);
            standIn.setScript(
                    Script.of(
                            Script.Line.of("Hello, I am Maya."),
                            new Script.Line(
                                    List.of("Thank you.", "That is all."),
                                    new Examiner.ToolCall("finish_part", "{\"part\":1}"))));

            JsonNode seen = converse("http://127.0.0.1:" + standIn.cleartextPort());

            assertThat(seen.path("tools").toString()).isEqualTo("[\"finish_part\"]");
            assertThat(seen.path("texts").toString())
                    .contains("ASSISTANT: Hello, I am Maya.", "ASSISTANT: That is all.");
            assertThat(seen.path("audioBytes").asInt()).isGreaterThan(48_000);
            assertThat(standIn.streams().getFirst().summary().end()).isEqualTo("completed");
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private JsonNode converse(String endpoint) throws Exception {
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder node =
                new ProcessBuilder("node", "conversation.mjs", endpoint)
                        .directory(FOLDER)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        node.environment().put("AWS_ACCESS_KEY_ID", Credentials.local().accessKeyId());
        node.environment().put("AWS_SECRET_ACCESS_KEY", Credentials.local().secretAccessKey());
        Process process = node.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return JsonValues.read(Files.readString(output).getBytes(StandardCharsets.UTF_8));
    }
}
