package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.AllowedOrigins;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.gateway.capsule.CapsuleKeys;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of the gateway from its environment, as listed in docs/operations/gateway.md.
 *
 * @param sockets address of the WebSockets
 * @param management address of health checks and metrics
 * @param origins of the pages that may connect, the app's included, exactly as browsers send them
 * @param redisUrl may hold a password
 * @param capsuleKeys keys that seal and open capsules; null: this node generates its own
 */
record GatewaySettings(
        Address sockets,
        Address management,
        Set<String> origins,
        String redisUrl,
        @Nullable CapsuleKeys capsuleKeys,
        Nova nova,
        ConversationSettings conversations,
        Node node) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]+");
    private static final Pattern REDIS = Pattern.compile("rediss?://\\S+");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]+");

    private static final String PREFER_AFTER = "STREAM_RIPE_SECONDS";
    private static final String PAUSE_AFTER = "STREAM_LATE_SECONDS";
    private static final String FORCE_AFTER = "STREAM_LATEST_SECONDS";

    /** Maximum duration of a stream of Nova Sonic, 8 min. */
    private static final int MAX_STREAM_SECONDS = 480;

    /** Address to listen on. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Capacity and draining of this node.
     *
     * @param maxConversations maximum of concurrent conversations
     * @param eventLoops number of event loops over which they are spread
     * @param drainPerSecond rate at which they are asked to move to another node
     * @param shutdownDeadline time for draining when the process is told to end
     */
    record Node(
            int maxConversations, int eventLoops, int drainPerSecond, Duration shutdownDeadline) {}

    /** Region and model of Nova Sonic. */
    record Nova(String region, String model) {}

    /**
     * Reads the settings.
     *
     * @param processors number of CPUs, the default number of event loops
     * @throws com.ieltsaiprep.common.SettingsException if any are invalid
     */
    static GatewaySettings read(Settings settings, int processors) {
        GatewaySettings read =
                new GatewaySettings(
                        address(settings, "", "0.0.0.0", 8081),
                        address(settings, "MANAGEMENT_", "127.0.0.1", 8082),
                        AllowedOrigins.read(settings),
                        redisUrl(settings),
                        settings.secret(
                                "CAPSULE_KEYS",
                                CapsuleKeys::of,
                                "id:base64 with commas between them, 32 bytes to each, and ids"
                                        + " that differ"),
                        nova(settings),
                        conversations(settings),
                        new Node(
                                settings.number("MAX_CONVERSATIONS", 500, 1, 20_000),
                                settings.number("EVENT_LOOPS", processors, 1, 256),
                                settings.number("DRAIN_PER_SECOND", 5, 1, 1_000),
                                Duration.ofSeconds(
                                        settings.number(
                                                "SHUTDOWN_DEADLINE_SECONDS", 90, 0, 3_600))));
        settings.check();
        return read;
    }

    private static Address address(Settings settings, String prefix, String host, int port) {
        return new Address(
                settings.text(prefix + "HOST", host, HOST, "an address to listen on"),
                settings.number(prefix + "PORT", port, 1, 65_535));
    }

    private static Nova nova(Settings settings) {
        return new Nova(
                settings.text(
                        "NOVA_SONIC_REGION",
                        "us-east-1",
                        REGION,
                        "an AWS region such as us-east-1"),
                settings.text("NOVA_SONIC_MODEL", "amazon.nova-2-sonic-v1:0", NAME, "a model id"));
    }

    private static ConversationSettings conversations(Settings settings) {
        return new ConversationSettings(
                settings.text("NOVA_SONIC_VOICE", "amy", NAME, "a voice id"),
                rotationSchedule(settings),
                history(settings));
    }

    private static RotationSchedule rotationSchedule(Settings settings) {
        Duration preferAfter =
                seconds(settings, PREFER_AFTER, RotationSchedule.DEFAULT.preferAfter());
        Duration pauseAfter = seconds(settings, PAUSE_AFTER, RotationSchedule.DEFAULT.pauseAfter());
        Duration forceAfter = seconds(settings, FORCE_AFTER, RotationSchedule.DEFAULT.forceAfter());
        boolean inOrder =
                settings.require(
                        preferAfter.compareTo(pauseAfter) <= 0
                                && pauseAfter.compareTo(forceAfter) <= 0,
                        "%s, %s and %s are %d, %d and %d, but must not fall"
                                .formatted(
                                        PREFER_AFTER,
                                        PAUSE_AFTER,
                                        FORCE_AFTER,
                                        preferAfter.toSeconds(),
                                        pauseAfter.toSeconds(),
                                        forceAfter.toSeconds()));
        return inOrder
                ? new RotationSchedule(preferAfter, pauseAfter, forceAfter)
                : RotationSchedule.DEFAULT;
    }

    private static Duration seconds(Settings settings, String name, Duration defaultValue) {
        return Duration.ofSeconds(
                settings.number(name, (int) defaultValue.toSeconds(), 1, MAX_STREAM_SECONDS));
    }

    private static History.Limits history(Settings settings) {
        History.Limits defaults = History.Limits.DEFAULT;
        return new History.Limits(
                settings.number("HISTORY_BYTES", defaults.bytes(), 1_000, 200_000),
                settings.number("HISTORY_MESSAGES", defaults.messages(), 2, 1_000),
                settings.number("HISTORY_PIECE_BYTES", defaults.pieceBytes(), 4, 50_000));
    }

    private static String redisUrl(Settings settings) {
        String cluster =
                settings.text("ELASTICACHE_CLUSTER", "127.0.0.1:6379", HOST_AND_PORT, "host:port");
        return settings.secretText(
                "REDIS_URL", "redis://" + cluster, REDIS, "redis://host:port or rediss://…");
    }

    @Override
    public String toString() {
        return "sockets=%s management=%s origins=%s nova=%s conversations=%s node=%s"
                .formatted(sockets, management, origins, nova, conversations, node);
    }
}
