package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.writing.MarkingTimes;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class WritingSettingsTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @ParameterizedTest
    @CsvSource({"VIRGINIA,us", "IRELAND,eu", "SINGAPORE,apac"})
    void usesInferenceProfileOfRegion(Region region, String profile) {
        WritingSettings settings = read(Map.of("MARKING_SECRET", SECRET), region);

        assertThat(settings.model()).isEqualTo(profile + ".amazon.nova-micro-v1:0");
        assertThat(settings.secondModel()).isEmpty();
        assertThat(settings.function()).isEqualTo("ielts-genai-prep-writing-dev:live");
        assertThat(settings.bedrock()).isNull();
        assertThat(settings.inRequest()).isEqualTo(MarkingTimes.OF_FUNCTION.inRequest());
    }

    @Test
    void readsEachVariable() {
        WritingSettings settings =
                read(
                        Map.of(
                                "MARKING_SECRET", SECRET + ", " + SECRET,
                                "MARKING_MODEL", "eu.amazon.nova-pro-v1:0",
                                "MARKING_SECOND_MODEL",
                                        "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x",
                                "WRITING_FUNCTION", "writing:live",
                                "MARKING_REQUEST_SECONDS", "7",
                                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:8003"),
                        Region.IRELAND);

        assertThat(settings.model()).isEqualTo("eu.amazon.nova-pro-v1:0");
        assertThat(settings.secondModel())
                .contains("arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x");
        assertThat(settings.function()).isEqualTo("writing:live");
        assertThat(settings.inRequest()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.bedrock()).isEqualTo(URI.create("http://127.0.0.1:8003"));
        assertThat(settings.toString()).doesNotContain(SECRET).contains("MarkingSecrets[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "c2hvcnQ=", "====", "AAAA,AAAA"})
    void refusesInvalidSecretWithoutShowingIt(String secret) {
        assertThatThrownBy(() -> read(Map.of("MARKING_SECRET", secret), Region.VIRGINIA))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("MARKING_SECRET")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void reportsEveryInvalidVariableAtOnce() {
        Map<String, String> invalid = new HashMap<>();
        Set<String> names =
                Set.of(
                        "MARKING_SECRET",
                        "MARKING_MODEL",
                        "MARKING_SECOND_MODEL",
                        "WRITING_FUNCTION",
                        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                        "MARKING_REQUEST_SECONDS");
        names.forEach(name -> invalid.put(name, "% what?"));

        assertThatThrownBy(() -> read(invalid, Region.VIRGINIA))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(names.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21"})
    void refusesLimitThatApiGatewayWouldNotWaitFor(String seconds) {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "MARKING_SECRET", SECRET,
                                                "MARKING_REQUEST_SECONDS", seconds),
                                        Region.VIRGINIA))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void refusesSameModelTwice() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "MARKING_SECRET", SECRET,
                                                "MARKING_MODEL", "m",
                                                "MARKING_SECOND_MODEL", "m"),
                                        Region.VIRGINIA))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("differ");
    }

    @Test
    void documentsEveryVariableInOperationsHandbook() throws IOException {
        Set<String> variables = new TreeSet<>();
        WritingSettings.read(
                new Settings(
                        name -> {
                            variables.add(name);
                            return name.equals("MARKING_SECRET") ? SECRET : null;
                        }),
                "dev",
                Region.VIRGINIA);
        String handbook = Files.readString(Path.of("../docs/operations/api.md"));

        assertThat(variables).hasSize(6).allMatch(name -> handbook.contains("`" + name + "`"));
    }

    private static WritingSettings read(Map<String, String> environment, Region region) {
        return WritingSettings.read(new Settings(environment::get), "dev", region);
    }
}
