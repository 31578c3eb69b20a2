package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.data.GlobalTables;
import com.ieltsaiprep.local.mail.MailStandIn;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions as they ship, in three regions that hear of each other after 2 s, with tables, mail
 * and Redis, but without gateways. One for all tests that ask for it.
 */
final class ApiStack implements AutoCloseable {
    /** From a write to when other regions have it. */
    static final Duration LAG = Duration.ofSeconds(2);

    /** The page's origin. */
    static final String WEB = "http://localhost:8080";

    private static final String STAGE = "local";
    private static final Pattern CODE = Pattern.compile("(?m)^[B-Z]{4}-[B-Z]{4}$");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<Region, DynamoDbClient> databases = new EnumMap<>(Region.class);
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Path folder;
    private final int redisPort;
    private final RegionalApi api;
    private final People people;
    private @Nullable Redis redis;
    private @Nullable ProcessHandle redisProcess;

    private ApiStack(Path folder) {
        this.folder = folder;
        Ports ports = new Ports(line -> {});
        redisPort = ports.find("Redis", 0);
        Vertx vertx = Vertx.vertx();
        parts.push(() -> vertx.close().await(10, TimeUnit.SECONDS));
        startRedis();
        parts.push(this::stopRedis);
        RegionalApi.Rest rest =
                new RegionalApi.Rest(
                        "127.0.0.1:" + redisPort,
                        WEB,
                        GatewayProcess.origins(WEB),
                        "ws://localhost:8081/nova-sonic");
        Path root = Path.of("..").toAbsolutePath().normalize();
        api = RegionalApi.start(StackOptions.usual(root).aside(folder), vertx, places(ports), rest);
        parts.push(api);
        people = api.people();
        for (Region region : Region.values()) {
            databases.put(region, database(region));
        }
        parts.push(http);
        mend();
    }

    static ApiStack start() {
        try {
            return new ApiStack(Files.createTempDirectory("api"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegionalApi.Places places(Ports ports) {
        Map<Region, Integer> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, ports.find("the API", 0));
        }
        return new RegionalApi.Places(
                ports.find("DynamoDB Local", 0),
                new GlobalTables.Ports(
                        ports.find("tls", 0), ports.find("cleartext", 0), ports.find("tables", 0)),
                new MailStandIn.Ports(ports.find("ses", 0), ports.find("mailbox", 0)),
                ports.find("people", 0),
                apis);
    }

    private DynamoDbClient database(Region region) {
        Credentials local = Credentials.local();
        return DynamoDbClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + api.places().tables().cleartext()))
                .region(software.amazon.awssdk.regions.Region.of(region.id()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        local.accessKeyId(), local.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    URI address(Region region) {
        return api.places().api(region);
    }

    People people() {
        return people;
    }

    /** From now on no log may hold this. */
    void keepsSecret(String word) {
        secrets.add(word);
    }

    /** Secrets that the functions' log holds, which should be none. */
    Set<String> leaked() {
        try {
            String log = Files.readString(folder.resolve("api.log"));
            Set<String> leaked = new HashSet<>(secrets);
            leaked.removeIf(secret -> !log.contains(secret));
            return leaked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mails to an address, oldest first. */
    JsonNode mails(String email) {
        return control("GET", api.places().mailControl(), "/mails?to=" + email, "");
    }

    /** The code in the newest mail to an address. */
    String code(String email) {
        return codes(email).getLast();
    }

    /** The codes in the mails to an address, oldest first. */
    List<String> codes(String email) {
        List<String> codes = new ArrayList<>();
        for (JsonNode mail : mails(email)) {
            Matcher code = CODE.matcher(mail.path("text").asText());
            if (code.find()) {
                codes.add(code.group());
            }
        }
        return codes;
    }

    /** From now on writes arrive after this time, also those under way. */
    void lag(Duration lag, Region... stopped) {
        ObjectNode replication = Json.object().put("lagMs", lag.toMillis());
        ArrayNode ids = replication.putArray("stopped");
        List.of(stopped).forEach(region -> ids.add(region.id()));
        tables("PUT", "/replication", replication);
    }

    /** Waits until every write is in every region. */
    void settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tables("GET", "/replication", Json.object()).path("underWay").asInt() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("writes are under way for 20 s");
            }
        }
    }

    /**
     * An operation on tables is refused everywhere from now on, for a reason that passes.
     *
     * @param operation null: all
     */
    void throttle(@Nullable String operation) {
        ObjectNode trouble = trouble(400, "ProvisionedThroughputExceededException");
        trouble.put("operation", operation);
        tables("POST", "/troubles", trouble);
    }

    void throttleNothing() {
        tables("DELETE", "/troubles", Json.object());
    }

    /** No mail is taken from now on. */
    void refuseMail() {
        mail("POST", trouble(500, "InternalFailure"));
    }

    private void mail(String method, ObjectNode trouble) {
        control(method, api.places().mailControl(), "/troubles", text(trouble));
    }

    private static ObjectNode trouble(int status, String type) {
        ObjectNode trouble = Json.object().put("delayMs", 0).put("times", 1_000_000);
        trouble.putObject("refusal")
                .put("status", status)
                .put("type", type)
                .put("message", "as a test wants it");
        return trouble;
    }

    private static String text(ObjectNode body) {
        return body.isEmpty() ? "" : new String(Json.write(body), StandardCharsets.UTF_8);
    }

    private JsonNode tables(String method, String path, ObjectNode body) {
        return control(method, api.places().tablesControl(), path, text(body));
    }

    private JsonNode control(String method, URI at, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(at.resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(path + " answers " + response.statusCode());
            }
            return response.body().length == 0 ? Json.object() : Json.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Writes an item as if a function had. */
    void put(Region region, Table table, Map<String, AttributeValue> item) {
        in(region).putItem(it -> it.tableName(table.name(STAGE)).item(item));
    }

    /** All items of a region's table that have one of these words in them. */
    List<Map<String, AttributeValue>> items(Region region, Table table, String... words) {
        return in(region)
                .scanPaginator(it -> it.tableName(table.name(STAGE)).consistentRead(true))
                .items()
                .stream()
                .filter(item -> List.of(words).stream().anyMatch(item.toString()::contains))
                .toList();
    }

    private DynamoDbClient in(Region region) {
        return Objects.requireNonNull(databases.get(region));
    }

    /** Redis' answer to a command, in one line. */
    String redis(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r' && next >= 0;
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString();
        }
    }

    void startRedis() {
        Set<ProcessHandle> before = new HashSet<>(ProcessHandle.current().children().toList());
        redis = Redis.start(redisPort);
        redisProcess =
                ProcessHandle.current()
                        .children()
                        .filter(child -> !before.contains(child))
                        .findFirst()
                        .orElseThrow();
    }

    void stopRedis() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }

    /** Redis does not answer any more, but its connections stay. */
    void freezeRedis() {
        signalRedis("STOP");
    }

    void thawRedis() {
        signalRedis("CONT");
    }

    private void signalRedis(String signal) {
        try {
            String pid = String.valueOf(Objects.requireNonNull(redisProcess).pid());
            if (new ProcessBuilder("kill", "-" + signal, pid).start().waitFor() != 0) {
                throw new AssertionError("Redis takes no signal");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything is as usual again. */
    void mend() {
        throttleNothing();
        mail("DELETE", Json.object());
        lag(LAG);
        if (redis == null) {
            startRedis();
        }
        thawRedis();
    }

    @Override
    public void close() {
        databases.values().forEach(DynamoDbClient::close);
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new StackException("a part does not stop", e);
            }
        }
    }
}
