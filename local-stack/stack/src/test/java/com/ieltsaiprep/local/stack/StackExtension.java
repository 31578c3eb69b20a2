package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.json.HttpClients;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Whole stack with two gateways behind a balancer, on any free ports: one for all classes of a JVM,
 * which use it one after the other.
 *
 * <p>After each class it checks that no function worked after its response.
 */
final class StackExtension implements BeforeAllCallback, AfterAllCallback {
    /** Lock that a class which uses the stack holds. */
    static final String LOCK = "stack";

    /** Phrases that the stand-in hears, and that no program prints by chance. */
    static final List<String> CANARY =
            List.of("zebrafinch marmalade quixotic", "saxophone tundra velociraptor");

    /** The gateway keeps a conversation for half a minute after its client has disappeared. */
    private static final Duration METRIC_LIMIT = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    private static final JsonMapper JSON = new JsonMapper();

    private @Nullable Started started;

    private record Started(Stack stack, Path folder) implements AutoCloseable {
        static Started start() {
            try {
                Path folder = Files.createTempDirectory("stack");
                Path words = Files.write(folder.resolve("words.txt"), CANARY);
                StackOptions options =
                        StackOptions.defaults(Path.of("../..").toAbsolutePath().normalize())
                                .isolatedIn(folder)
                                // Conversations of earlier tests linger.
                                .withSonicArguments("--words", words.toString(), "--quota", "60")
                                .withGateways(2, Map.of());
                return new Started(Stack.start(options, _ -> {}), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started =
                context.getStore(
                                ExtensionContext.StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(StackExtension.class))
                        .getOrComputeIfAbsent(Started.class, _ -> Started.start(), Started.class);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        assertThat(text(address().controls().lambda() + "/unfinished-work"))
                .as("work after a response")
                .isEqualTo("[]");
    }

    StackFile.Entry entry() {
        return stack().entry();
    }

    Stack stack() {
        return started().stack;
    }

    private Started started() {
        return Objects.requireNonNull(started);
    }

    StackAddress address() {
        return entry().address();
    }

    /** Creates a ticket to any user's session, which the API would not issue. */
    JsonObject ticket(String sessionId, String userId) {
        String secret = Ticket.newSecret(new SecureRandom());
        String redis = stack().redis();
        Settings settings = new Settings(Map.of("ELASTICACHE_CLUSTER", redis)::get);
        try (RedisClient client =
                RedisClient.forRequiredData(
                        RedisAddress.read(settings),
                        () -> {
                            throw new IllegalStateException("no TLS here");
                        },
                        () -> System.nanoTime() / 1_000)) {
            client.setExpiring(
                    Ticket.redisKey(secret),
                    Ticket.LIFETIME_SECONDS,
                    new Ticket(sessionId, userId, Instant.EPOCH).toJson());
        }
        return new JsonObject()
                .put("session_id", sessionId)
                .put("ticket", secret)
                .put("stream_url", address().gateway().toString());
    }

    /** Returns the folder of the logs. */
    Path folder() {
        return started().folder;
    }

    /** Returns the audio that a session's first stream received, PCM16 at 16 kHz. */
    byte[] receivedAudio(String sessionId) throws Exception {
        return get(firstStream(sessionId) + "/pcm");
    }

    /** Kills the Sonic stand-in's process, like a lost machine. */
    void killSonic() {
        ProcessHandle.of(entry().processes().sonic()).orElseThrow().destroyForcibly();
    }

    /** Returns the transcript of a session's first stream as JSON, as the stand-in recorded it. */
    String transcript(String sessionId) throws Exception {
        return text(firstStream(sessionId) + "/said");
    }

    private String firstStream(String sessionId) {
        String name =
                new StackClient(address())
                        .sonic()
                        .orElseThrow()
                        .streams(sessionId)
                        .getFirst()
                        .name();
        return address().controls().sonic() + "/streams/" + name;
    }

    /** Waits until no gateway has a conversation, then checks that no stream is open. */
    void awaitNoConversations() throws Exception {
        awaitMetric("gateway_streams 0.0");
        awaitMetric("gateway_conversations 0.0");
        assertThat(openStreams()).isZero();
    }

    private int openStreams() throws Exception {
        return JSON.readTree(get(address().controls().sonic() + "/counts")).get("streams").asInt();
    }

    /** Waits until the metrics of each gateway have a line. */
    private void awaitMetric(String line) throws Exception {
        long deadline = System.nanoTime() + METRIC_LIMIT.toNanos();
        int gateways = fleet().nodes().size();
        while (metrics().stream().filter(line::equals).count() < gateways) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the gateways' metrics never had: " + line);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Returns the lines of all gateways' metrics in Prometheus' format. */
    List<String> metrics() throws Exception {
        List<String> lines = new ArrayList<>();
        for (GatewayNode node : fleet().nodes()) {
            lines.addAll(text(node.management().resolve("/metrics").toString()).lines().toList());
        }
        return lines;
    }

    Fleet fleet() {
        return stack().fleet().orElseThrow();
    }

    private static String text(String address) throws Exception {
        return new String(get(address), StandardCharsets.UTF_8);
    }

    private static byte[] get(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
        // Not upgraded to HTTP/2: the JDK's client was seen to misread a large body that follows.
        try (HttpClient client = HttpClients.http1().build()) {
            return client.send(request, BodyHandlers.ofByteArray()).body();
        }
    }
}
