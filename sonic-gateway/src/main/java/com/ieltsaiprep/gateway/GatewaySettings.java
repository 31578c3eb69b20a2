package com.ieltsaiprep.gateway;

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
 * What the gateway reads from its environment; docs/operations.md has the table.
 *
 * @param sockets where the WebSockets are
 * @param management where health and metrics are
 * @param origins of the pages that may connect, exactly as browsers send them
 * @param redisUrl may hold a password
 * @param capsuleKeys with which capsules are sealed and opened; null: this node makes one of its
 *     own
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
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9.:\\[\\]-]+");
    private static final Pattern REDIS = Pattern.compile("rediss?://\\S+");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]+");

    private static final String RIPE = "STREAM_RIPE_SECONDS";
    private static final String LATE = "STREAM_LATE_SECONDS";
    private static final String LATEST = "STREAM_LATEST_SECONDS";

    /** Nova Sonic ends a stream at 8 min. */
    private static final int LONGEST_STREAM_SECONDS = 480;

    /** Where to listen. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * How much this node does.
     *
     * @param maxConversations at a time
     * @param eventLoops over which they are spread
     * @param drainPerSecond so many are asked in a second to move to another node
     * @param shutdownDeadline how long they have for it when the process is told to end
     */
    record Node(
            int maxConversations, int eventLoops, int drainPerSecond, Duration shutdownDeadline) {}

    /** Nova Sonic: where it is, and which model. */
    record Nova(String region, String model) {}

    /**
     * Reads the settings.
     *
     * @param processors of this machine; as many event loops are the default
     * @throws com.ieltsaiprep.common.SettingsException if any are wrong
     */
    static GatewaySettings read(Settings settings, int processors) {
        GatewaySettings read =
                new GatewaySettings(
                        address(settings, "", "0.0.0.0", 8081),
                        address(settings, "MANAGEMENT_", "127.0.0.1", 8082),
                        settings.list(
                                "CORS_ORIGIN",
                                "",
                                ORIGIN,
                                "origins in small letters such as https://app.example.com, without"
                                        + " a path, with commas between them"),
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
                streamLife(settings),
                history(settings));
    }

    private static RotationSchedule streamLife(Settings settings) {
        Duration ripe = seconds(settings, RIPE, RotationSchedule.DEFAULT.preferAfter());
        Duration late = seconds(settings, LATE, RotationSchedule.DEFAULT.pauseAfter());
        Duration latest = seconds(settings, LATEST, RotationSchedule.DEFAULT.forceAfter());
        boolean inOrder =
                settings.require(
                        ripe.compareTo(late) <= 0 && late.compareTo(latest) <= 0,
                        "%s, %s and %s are %d, %d and %d, but must not fall"
                                .formatted(
                                        RIPE,
                                        LATE,
                                        LATEST,
                                        ripe.toSeconds(),
                                        late.toSeconds(),
                                        latest.toSeconds()));
        return inOrder ? new RotationSchedule(ripe, late, latest) : RotationSchedule.DEFAULT;
    }

    private static Duration seconds(Settings settings, String name, Duration usual) {
        return Duration.ofSeconds(
                settings.number(name, (int) usual.toSeconds(), 1, LONGEST_STREAM_SECONDS));
    }

    private static History.Limits history(Settings settings) {
        History.Limits usual = History.Limits.DEFAULT;
        return new History.Limits(
                settings.number("HISTORY_BYTES", usual.bytes(), 1_000, 200_000),
                settings.number("HISTORY_MESSAGES", usual.messages(), 2, 1_000),
                settings.number("HISTORY_PIECE_BYTES", usual.pieceBytes(), 4, 50_000));
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
