package com.ieltsaiprep.api.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class OperationalEventsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final OperationalEvents events =
            new OperationalEvents(
                    new Log(
                            new PrintStream(printed, true, StandardCharsets.UTF_8),
                            () -> Instant.EPOCH,
                            Map.of("function", "auth", "region", "eu-west-1")));

    private void reportEverything() {
        RuntimeException failure = new IllegalStateException("an@example.com");
        events.signedInByPassword("anna");
        events.signedInByQrCode("anna");
        events.refreshTokenReused();
        events.rateLimitUncounted("ticket");
        events.emailNotSent(failure);
        events.sessionsNotDeleted("anna", failure);
        events.signInFailedAfterPasswordChange("anna", failure);
        events.deletionIncomplete("anna", failure);
        events.conversationsNotEnded("anna", failure);
        events.cachedSessionsNotRemoved("anna");
        events.attemptsUnavailable();
        events.appConfigUnavailable(failure);
        events.clientEvent(Map.of("type", "first_word", "asked", "none"), Optional.of(7L));
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void writesEventsThatAreDocumentedForOperators() throws IOException {
        String handbook = Files.readString(Path.of("../docs/operations/api.md"));

        reportEverything();

        assertThat(lines())
                .extracting(line -> line.get("event").asText())
                .containsExactly(
                        "signed_in",
                        "signed_in",
                        "refresh_token_reused",
                        "rate_limit_uncounted",
                        "email_not_sent",
                        "cleanup_failed",
                        "cleanup_failed",
                        "cleanup_failed",
                        "cleanup_failed",
                        "cleanup_failed",
                        "attempts_unavailable",
                        "app_config_unavailable",
                        "client_event")
                .allSatisfy(event -> assertThat(handbook).contains("\n| `" + event + "` |"));
        assertThat(lines())
                .extracting(line -> line.path("method").asText() + line.path("what").asText())
                .contains(
                        "password",
                        "qr_code",
                        "sign_ins",
                        "sign_in",
                        "deletion",
                        "conversations",
                        "cached_sign_ins");
    }

    @Test
    void writesEachMetricWithItsDimensionsAndNoMessage() throws IOException {
        reportEverything();

        for (JsonNode line : lines()) {
            for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
                assertThat(directive.path("Dimensions").get(0))
                        .allSatisfy(dimension -> assertThat(line.has(dimension.asText())).isTrue());
                assertThat(directive.path("Metrics"))
                        .isNotEmpty()
                        .allSatisfy(
                                metric ->
                                        assertThat(line.get(metric.path("Name").asText()).asLong())
                                                .isPositive());
            }
        }
        assertThat(lines()).filteredOn(line -> line.has("_aws")).hasSize(12);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("example.com");
    }
}
