package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.dynamodb.TableSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JUnit extension with the product's five tables in DynamoDB Local: one process per JVM, started at
 * its first use. In a static field all tests of a class share the tables, which are empty before
 * the class; in an instance field they are empty before each test. Regions do not replicate to each
 * other. Tests of different threads do not see each other's items.
 */
public final class LocalDynamoDb
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final String STAGE = "dev";
    private static final int MAX_BATCH = 25;

    /** Accounts that no test uses now: to empty their tables costs less than to create others. */
    private static final Queue<LocalAccount> FREE = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    /** Process and connections of this JVM. */
    private static final class Server {
        private static final URI ADDRESS = DynamoDbProcess.start();
        private static final HttpClient TABLES =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private static final SdkHttpClient SDK = UrlConnectionHttpClient.create();
    }

    /** AWS account: DynamoDB Local has a database per access key and region. */
    private record LocalAccount(String accessKey, Map<Region, DynamoDbClient> clients) {}

    private boolean shared;
    private @Nullable LocalAccount account;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = true;
        openAccount();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!shared) {
            openAccount();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            FREE.add(account());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        FREE.add(account());
    }

    private void openAccount() {
        LocalAccount free = FREE.poll();
        if (free == null) {
            free =
                    new LocalAccount(
                            "test" + ACCOUNTS.incrementAndGet(), new EnumMap<>(Region.class));
        }
        free.clients.values().forEach(this::deleteItems);
        account = free;
    }

    private void deleteItems(DynamoDbClient client) {
        for (Table table : Table.values()) {
            List<WriteRequest> deletions =
                    client.scanPaginator(scan -> scan.tableName(name(table))).items().stream()
                            .map(item -> deletion(table, item))
                            .toList();
            for (int i = 0; i < deletions.size(); i += MAX_BATCH) {
                List<WriteRequest> batch =
                        deletions.subList(i, Math.min(i + MAX_BATCH, deletions.size()));
                client.batchWriteItem(write -> write.requestItems(Map.of(name(table), batch)));
            }
        }
    }

    private static WriteRequest deletion(Table table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().removeIf(it -> !it.equals(table.hashKey()) && !it.equals(table.rangeKey()));
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    private LocalAccount account() {
        return Objects.requireNonNull(account);
    }

    /** Returns the address of DynamoDB Local, which is the same for all regions. */
    public URI endpoint() {
        return Server.ADDRESS;
    }

    /** Returns the credentials of this account, whose tables are isolated from other accounts. */
    public AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create(account().accessKey, "secret");
    }

    /** Returns a table's name, as the settings have it by default. */
    public String name(Table table) {
        return table.name(STAGE);
    }

    /** Returns a client of a region that sends each request once; its tables exist. */
    public synchronized DynamoDbClient client(Region region) {
        return account().clients.computeIfAbsent(region, this::connect);
    }

    /** Returns the variables that a function needs to find the tables of all regions. */
    public Map<String, String> environment() {
        for (Region region : Region.values()) {
            client(region);
        }
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                credentials().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials().secretAccessKey());
    }

    private DynamoDbClient connect(Region region) {
        for (Table table : Table.values()) {
            call(region, "CreateTable", TableSchema.createTable(table, STAGE));
            call(region, "UpdateTimeToLive", TableSchema.updateTimeToLive(table, STAGE));
        }
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(software.amazon.awssdk.regions.Region.of(region.awsName()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials()))
                .httpClient(Server.SDK)
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    private void call(Region region, String operation, String body) {
        // DynamoDB Local checks no signature.
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request"
                        .formatted(account().accessKey, region.awsName());
        HttpRequest request =
                HttpRequest.newBuilder(endpoint())
                        .header(
                                "Authorization",
                                authorization + ", SignedHeaders=host, Signature=0")
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = Server.TABLES.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(operation + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
