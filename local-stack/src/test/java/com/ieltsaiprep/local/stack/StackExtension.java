package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.local.candidate.StackAddress;
import com.ieltsaiprep.local.candidate.StackClient;
import com.ieltsaiprep.local.stack.StackFile.Addresses;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Starts a whole stack for the tests of a class, on any free ports. */
final class StackExtension implements BeforeAllCallback, AfterAllCallback {
    /** The gateway keeps a conversation for half a minute after its client has disappeared. */
    private static final Duration METRIC_LIMIT = Duration.ofSeconds(45);

    private static final Duration POLL = Duration.ofMillis(200);

    private static final JsonMapper JSON = new JsonMapper();

    private final UnaryOperator<StackOptions> change;
    private Path folder = Path.of(".");
    private @Nullable Stack stack;

    /** Starts the Sonic stand-in with these arguments. */
    StackExtension(String... sonicArguments) {
        this(options -> options.withSonicArguments(sonicArguments));
    }

    /** Starts a stack with changed options. */
    StackExtension(UnaryOperator<StackOptions> change) {
        this.change = change;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path root = Path.of("..").toAbsolutePath().normalize();
        folder = Files.createTempDirectory("stack");
        stack =
                Stack.start(
                        change.apply(StackOptions.defaults(root).isolatedIn(folder)), line -> {});
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (stack != null) {
            stack.close();
        }
    }

    Addresses addresses() {
        return stack().addresses();
    }

    Stack stack() {
        return Objects.requireNonNull(stack);
    }

    StackAddress address() {
        Addresses at = addresses();
        return new StackAddress(
                at.services().web(),
                at.services().api(),
                at.services().gateway(),
                at.services().management(),
                new StackAddress.Controls(
                        at.controls().accounts(),
                        at.controls().mail(),
                        at.controls().tables(),
                        at.controls().sonic()),
                null);
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
                    new Ticket(sessionId, userId).toJson());
        }
        return new JsonObject()
                .put("session_id", sessionId)
                .put("ticket", secret)
                .put("stream_url", addresses().services().gateway().toString());
    }

    /** Returns the folder of the logs. */
    Path folder() {
        return folder;
    }

    /** Returns the audio that a session's first stream received, PCM16 at 16 kHz. */
    byte[] receivedAudio(String sessionId) throws Exception {
        return get(firstStream(sessionId) + "/pcm");
    }

    /** Kills the Sonic stand-in's process, like a lost machine. */
    void killSonic() {
        ProcessHandle.of(addresses().processes().sonic()).orElseThrow().destroyForcibly();
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
        return addresses().controls().sonic() + "/streams/" + name;
    }

    /** Waits until the gateway has no conversations, then checks that no stream is open. */
    void awaitNoConversations() throws Exception {
        awaitMetric("gateway_streams 0.0");
        awaitMetric("gateway_conversations 0.0");
        assertThat(openStreams()).isZero();
    }

    private int openStreams() throws Exception {
        return JSON.readTree(get(addresses().controls().sonic() + "/counts"))
                .get("streams")
                .asInt();
    }

    /** Waits until the gateway's metrics have a line. */
    void awaitMetric(String line) throws Exception {
        long deadline = System.nanoTime() + METRIC_LIMIT.toNanos();
        while (metrics().lines().noneMatch(line::equals)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the gateway's metrics never had: " + line);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Returns the gateway's metrics in Prometheus' format. */
    String metrics() throws Exception {
        return text(addresses().services().management() + "/metrics");
    }

    private static String text(String address) throws Exception {
        return new String(get(address), StandardCharsets.UTF_8);
    }

    private static byte[] get(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
        // Not upgraded to HTTP/2: the JDK's client was seen to misread a large body that follows.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofByteArray()).body();
        }
    }
}
