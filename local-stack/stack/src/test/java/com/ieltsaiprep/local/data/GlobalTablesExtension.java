package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.DynamoProcess;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.TestCertificate;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts the product's tables in three regions for the tests of a class. */
final class GlobalTablesExtension
        implements BeforeAllCallback, AfterAllCallback, AfterEachCallback {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClients.http1().build();
    private final Map<Region, DynamoDbClient> clients = new EnumMap<>(Region.class);
    private @Nullable DynamoProcess process;
    private @Nullable GlobalTables tables;
    private GlobalTables.Ports ports = new GlobalTables.Ports(0, 0, 0);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path folder = Files.createTempDirectory("tables");
        DynamoProcess started = DynamoProcess.start(Path.of("../.."), folder, freePort());
        process = started;
        GlobalTables.Config config =
                new GlobalTables.Config(started.url(), "test", Credentials.local());
        tables = new GlobalTables(vertx, config);
        ports = tables.listen(TestCertificate.in(folder), ports).await(20, TimeUnit.SECONDS);
        for (Region region : Region.values()) {
            clients.put(region, client(region, Credentials.local()));
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    DynamoDbClient client(Region region, Credentials credentials) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + ports.cleartext()))
                .region(software.amazon.awssdk.regions.Region.of(region.awsName()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        credentials.accessKeyId(), credentials.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    DynamoDbClient in(Region region) {
        return Objects.requireNonNull(clients.get(region));
    }

    /** Returns the TLS address. */
    URI tls() {
        return URI.create("https://localhost:" + ports.tls());
    }

    void control(String method, String path, String body) throws Exception {
        int status = send(method, path, body).statusCode();
        if (status != 204) {
            throw new AssertionError(method + " " + path + " answered " + status);
        }
    }

    JsonNode replication() throws Exception {
        return JsonValues.read(send("GET", "/replication", "").body());
    }

    private java.net.http.HttpResponse<byte[]> send(String method, String path, String body)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + ports.control() + path);
        return http.send(
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofByteArray());
    }

    /** Waits until every write has reached every region. */
    void awaitReplication() throws Exception {
        awaitReplicationOfAllBut(0);
    }

    /** Waits until so many writes have not reached a region; each counts once for each region. */
    void awaitReplicationOfAllBut(int waiting) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (replication().path("underWay").asInt() != waiting) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("writes are under way for 20 s");
            }
            // Polling without a pause would take the processors from the servers.
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        control("PUT", "/replication", "{\"lagMs\":300,\"stopped\":[]}");
        control("DELETE", "/faults", "");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        clients.values().forEach(DynamoDbClient::close);
        if (tables != null) {
            tables.close();
        }
        if (process != null) {
            process.close();
        }
        vertx.close().await(10, TimeUnit.SECONDS);
        http.close();
    }
}
