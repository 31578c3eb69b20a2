package com.ieltsaiprep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.AllowedOrigins;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;
import com.ieltsaiprep.gateway.capsule.CapsuleKeys;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class GatewaySettingsTest {
    private static final int PROCESSORS = 3;
    private static final String KEYS =
            "march:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                    + ",february:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void hasTheseDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(
                        new GatewaySettings(
                                new GatewaySettings.Address("0.0.0.0", 8081),
                                new GatewaySettings.Address("127.0.0.1", 8082),
                                AllowedOrigins.APP,
                                "redis://127.0.0.1:6379",
                                null,
                                new GatewaySettings.Nova("us-east-1", "amazon.nova-2-sonic-v1:0"),
                                new ConversationSettings(
                                        "amy",
                                        schedule(360, 420, 450),
                                        new History.Limits(40_000, 40, 1_000)),
                                new GatewaySettings.Node(
                                        500, PROCESSORS, 5, Duration.ofSeconds(90))));
    }

    @Test
    void readsEachVariable() {
        Map<String, String> environment =
                Map.ofEntries(
                        Map.entry("HOST", "::1"),
                        Map.entry("PORT", "9001"),
                        Map.entry("MANAGEMENT_HOST", "10.0.0.1"),
                        Map.entry("MANAGEMENT_PORT", "9002"),
                        Map.entry("CORS_ORIGIN", "https://a.example, capacitor://localhost"),
                        Map.entry("REDIS_URL", "rediss://u:p@redis.example:6380"),
                        Map.entry("CAPSULE_KEYS", KEYS),
                        Map.entry("NOVA_SONIC_REGION", "eu-north-1"),
                        Map.entry("NOVA_SONIC_MODEL", "amazon.nova-sonic-v1:0"),
                        Map.entry("NOVA_SONIC_VOICE", "tiffany"),
                        Map.entry("MAX_CONVERSATIONS", "7"),
                        Map.entry("EVENT_LOOPS", "1"),
                        Map.entry("STREAM_RIPE_SECONDS", "10"),
                        Map.entry("STREAM_LATE_SECONDS", "20"),
                        Map.entry("STREAM_LATEST_SECONDS", "30"),
                        Map.entry("HISTORY_BYTES", "4000"),
                        Map.entry("HISTORY_MESSAGES", "4"),
                        Map.entry("HISTORY_PIECE_BYTES", "100"),
                        Map.entry("DRAIN_PER_SECOND", "9"),
                        Map.entry("SHUTDOWN_DEADLINE_SECONDS", "60"));

        assertThat(read(environment))
                .isEqualTo(
                        new GatewaySettings(
                                new GatewaySettings.Address("::1", 9001),
                                new GatewaySettings.Address("10.0.0.1", 9002),
                                Set.of(
                                        "https://a.example",
                                        "capacitor://localhost",
                                        "https://localhost"),
                                "rediss://u:p@redis.example:6380",
                                CapsuleKeys.of(KEYS),
                                new GatewaySettings.Nova("eu-north-1", "amazon.nova-sonic-v1:0"),
                                new ConversationSettings(
                                        "tiffany",
                                        schedule(10, 20, 30),
                                        new History.Limits(4_000, 4, 100)),
                                new GatewaySettings.Node(7, 1, 9, Duration.ofSeconds(60))));
    }

    @Test
    void usesTheElastiCacheClusterUnlessThereIsAUrl() {
        assertThat(read(Map.of("ELASTICACHE_CLUSTER", "c.example:6379")).redisUrl())
                .isEqualTo("redis://c.example:6379");
    }

    @Test
    void refusesARotationScheduleThatIsOutOfOrder() {
        assertThatThrownBy(() -> read(Map.of("STREAM_RIPE_SECONDS", "430")))
                .hasMessage(
                        "STREAM_RIPE_SECONDS, STREAM_LATE_SECONDS and STREAM_LATEST_SECONDS are"
                                + " 430, 420 and 450, but must not fall");
        assertThatThrownBy(() -> read(Map.of("STREAM_LATE_SECONDS", "460")))
                .hasMessageContaining("are 360, 460 and 450");
    }

    @Test
    void reportsAllProblemsAtOnceWithoutSecrets() {
        Map<String, String> environment =
                Map.of(
                        "PORT", "80810",
                        "CORS_ORIGIN", "https://app.example/",
                        "REDIS_URL", "http://secret",
                        "CAPSULE_KEYS", "id:secret",
                        "NOVA_SONIC_REGION", "Virginia");

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("PORT", "CORS_ORIGIN", "REDIS_URL", "NOVA_SONIC_REGION")
                .hasMessageContaining(
                        "CAPSULE_KEYS must be id:base64 with commas between them, 32 bytes to each,"
                                + " and ids that differ (its value is not shown)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theOperationsPageListsEveryVariable() throws Exception {
        Set<String> variables = new TreeSet<>();
        GatewaySettings.read(
                new Settings(
                        name -> {
                            variables.add(name);
                            return null;
                        }),
                PROCESSORS);

        String page = Files.readString(Path.of("..", "docs", "operations", "gateway.md"));
        assertThat(variables).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    @Test
    void doesNotShowSecrets() {
        assertThat(
                        read(Map.of("REDIS_URL", "redis://:secret@h:1", "CAPSULE_KEYS", KEYS))
                                .toString())
                .doesNotContain("secret", "march", "AECAw");
    }

    private static RotationSchedule schedule(int preferAfter, int pauseAfter, int forceAfter) {
        return new RotationSchedule(
                Duration.ofSeconds(preferAfter),
                Duration.ofSeconds(pauseAfter),
                Duration.ofSeconds(forceAfter));
    }

    private static GatewaySettings read(Map<String, String> environment) {
        return GatewaySettings.read(new Settings(environment::get), PROCESSORS);
    }
}
