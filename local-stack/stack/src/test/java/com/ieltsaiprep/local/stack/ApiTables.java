package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Tables of the API: reads and writes items, sets the replication lag and injects faults. */
final class ApiTables implements AutoCloseable {
    private static final String STAGE = "local";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ControlPort control;
    private final Map<Region, DynamoDbClient> regions = new EnumMap<>(Region.class);

    ApiTables(URI address, ControlPort control) {
        this.control = control;
        for (Region region : Region.values()) {
            regions.put(region, client(address, region));
        }
    }

    private static DynamoDbClient client(URI address, Region region) {
        Credentials local = Credentials.local();
        return DynamoDbClient.builder()
                .endpointOverride(address)
                .region(software.amazon.awssdk.regions.Region.of(region.awsName()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        local.accessKeyId(), local.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /**
     * Sets the replication lag, also for pending writes, and the regions that neither send nor
     * receive.
     */
    void setLag(Duration lag, Region... stopped) {
        ObjectNode replication = JsonValues.object().put("lagMs", lag.toMillis());
        ArrayNode ids = replication.putArray("stopped");
        List.of(stopped).forEach(region -> ids.add(region.awsName()));
        control.put("/replication", replication);
    }

    /** Waits until every write has reached every region. */
    void awaitReplication() {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (control.get("/replication").path("underWay").asInt() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("writes are under way for 20 s");
            }
            LockSupport.parkNanos(Eventually.POLL_INTERVAL.toNanos());
        }
    }

    /**
     * Rejects an operation in all regions from now on with a transient throttling error.
     *
     * @param operation null for all
     */
    void throttle(@Nullable String operation) {
        control.rejectRequests(
                400,
                "ProvisionedThroughputExceededException",
                JsonValues.object().put("operation", operation));
    }

    void stopThrottling() {
        control.clearFaults();
    }

    /** Writes an item as a function would. */
    void put(Region region, Table table, Map<String, AttributeValue> item) {
        in(region).putItem(it -> it.tableName(table.name(STAGE)).item(item));
    }

    /** Returns all items of a region's table that contain one of these words. */
    List<Map<String, AttributeValue>> items(Region region, Table table, String... words) {
        return in(region)
                .scanPaginator(it -> it.tableName(table.name(STAGE)).consistentRead(true))
                .items()
                .stream()
                .filter(item -> List.of(words).stream().anyMatch(item.toString()::contains))
                .toList();
    }

    private DynamoDbClient in(Region region) {
        return Objects.requireNonNull(regions.get(region));
    }

    @Override
    public void close() {
        regions.values().forEach(DynamoDbClient::close);
    }
}
