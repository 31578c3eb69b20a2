package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.lambda.CloudFront;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.common.AllowedOrigins;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class ApiSettingsTest {
    private static final String SECRET = "s".repeat(32);
    private static final String OTHER = "T-_9".repeat(32);
    private static final Map<String, String> ALL =
            Map.ofEntries(
                    Map.entry("STAGE", "prod"),
                    Map.entry("AWS_REGION", "ap-southeast-1"),
                    Map.entry("HOME_REGION", "eu-west-1"),
                    Map.entry("CORS_ORIGIN", "https://a.example, http://b.example:8080"),
                    Map.entry("DYNAMODB_USERS_TABLE", "people"),
                    Map.entry("REDIS_URL", "rediss://u:p@redis.example:6380"),
                    Map.entry("API_URL_US", "https://us.example"),
                    Map.entry("API_URL_EU", "https://eu.example"),
                    Map.entry("API_URL_AP", "http://127.0.0.1:8083"),
                    Map.entry("NOVA_SONIC_STREAM_URL", "ws://127.0.0.1:8081/nova-sonic"),
                    Map.entry("NOVA_SONIC_REGION", "eu-north-1"),
                    Map.entry("WEB_URL", "https://www.example"),
                    Map.entry("CLOUDFRONT_SECRETS", SECRET + ", " + OTHER),
                    Map.entry("MAIL_FROM", "no-reply@a.example"),
                    Map.entry("SPEECH_FUNCTION", "speech:live"),
                    Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000"),
                    Map.entry("AWS_ENDPOINT_URL_SES", "http://127.0.0.1:8001"),
                    Map.entry("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:8002"));

    @Test
    void usesDefaultsForMissingVariables() {
        ApiSettings settings = read(Map.of());

        assertThat(settings.stage()).isEqualTo("dev");
        assertThat(settings.regions())
                .isEqualTo(new ApiSettings.Regions(Region.VIRGINIA, Region.VIRGINIA));
        assertThat(settings.tables())
                .hasSize(Table.values().length)
                .containsEntry(Table.QR_TOKENS, "ielts-genai-prep-qr-tokens-dev");
        assertThat(settings.origins()).isEqualTo(AllowedOrigins.APP);
        assertThat(settings.redis()).isEqualTo(new RedisAddress("127.0.0.1", 6_379, false, "", ""));
        assertThat(settings.mailFrom()).isEqualTo("IELTS AI Prep <no-reply@ieltsaiprep.com>");
        assertThat(settings.speechFunction()).isEqualTo("ielts-genai-prep-speech-dev");
        assertThat(settings.places())
                .isEqualTo(
                        new ApiSettings.Places(
                                "https://ieltsaiprep.com",
                                Map.of(
                                        Region.VIRGINIA, "https://api-us.ieltsaiprep.com",
                                        Region.IRELAND, "https://api-eu.ieltsaiprep.com",
                                        Region.SINGAPORE, "https://api-ap.ieltsaiprep.com"),
                                "wss://streaming-us.ieltsaiprep.com/nova-sonic",
                                "us-east-1",
                                CloudFront.none()));
        assertThat(settings.places().probe())
                .isEqualTo("https://streaming-us.ieltsaiprep.com/probe");
        assertThat(settings.endpoints()).isEqualTo(new ApiSettings.Endpoints(null, null, null));
    }

    @Test
    void readsEachVariable() {
        ApiSettings settings = read(ALL);

        assertThat(settings.regions())
                .isEqualTo(new ApiSettings.Regions(Region.SINGAPORE, Region.IRELAND));
        assertThat(settings.tables())
                .containsEntry(Table.USERS, "people")
                .containsEntry(Table.SESSIONS, "ielts-genai-prep-sessions-prod");
        assertThat(settings.origins())
                .containsExactlyInAnyOrder(
                        "https://a.example",
                        "http://b.example:8080",
                        "capacitor://localhost",
                        "https://localhost");
        assertThat(settings.redis())
                .isEqualTo(new RedisAddress("redis.example", 6_380, true, "u", "p"));
        assertThat(settings.mailFrom()).isEqualTo("no-reply@a.example");
        assertThat(settings.speechFunction()).isEqualTo("speech:live");
        assertThat(settings.places())
                .isEqualTo(
                        new ApiSettings.Places(
                                "https://www.example",
                                Map.of(
                                        Region.VIRGINIA, "https://us.example",
                                        Region.IRELAND, "https://eu.example",
                                        Region.SINGAPORE, "http://127.0.0.1:8083"),
                                "ws://127.0.0.1:8081/nova-sonic",
                                "eu-north-1",
                                new CloudFront(Set.of(SECRET, OTHER))));
        assertThat(settings.places().probe()).isEqualTo("http://127.0.0.1:8081/probe");
        assertThat(settings.endpoints())
                .isEqualTo(
                        new ApiSettings.Endpoints(
                                URI.create("http://127.0.0.1:8000"),
                                URI.create("http://127.0.0.1:8001"),
                                URI.create("http://127.0.0.1:8002")));
    }

    @Test
    void reportsEveryInvalidVariableAtOnce() {
        Map<String, String> invalid = new HashMap<>();
        ALL.keySet().forEach(name -> invalid.put(name, "% what?"));

        assertThatThrownBy(() -> read(invalid))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(ALL.keySet().toArray(String[]::new));
    }

    @Test
    void documentsEveryVariableInOperationsHandbook() throws IOException {
        Set<String> variables = new TreeSet<>();
        ApiSettings.read(
                new Settings(
                        name -> {
                            variables.add(name);
                            return null;
                        }));
        // Endpoint overrides are for local runs; table names follow one pattern.
        variables.removeIf(name -> name.startsWith("AWS_ENDPOINT") || name.startsWith("DYNAMODB_"));
        String handbook = Files.readString(Path.of("../docs/operations/api.md"));

        assertThat(variables).isNotEmpty().allMatch(name -> handbook.contains("`" + name + "`"));
    }

    private static ApiSettings read(Map<String, String> environment) {
        return ApiSettings.read(new Settings(environment::get));
    }
}
