package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Simulates stream events that take DynamoDB Local 15 minutes or four hours: expired iterators and
 * closed shards.
 */
final class TableStreamTest {
    private final List<Shard> shards = new ArrayList<>(List.of(new Shard(1)));
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private DynamoLocalClient dynamo;
    private int iterators;
    private int oldest = 1;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        dynamo = new DynamoLocalClient(vertx, address, Credentials.local());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
        server.stop(0);
    }

    @Test
    void givesEachRecordOnce() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        assertThat(read(stream)).isEmpty();
        write(1);
        assertThat(read(stream)).containsExactly(3);
    }

    @Test
    void continuesAfterItsIteratorHasExpired() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        expire();
        write(1);
        assertThat(read(stream)).containsExactly(3);
        expire();
        assertThat(read(stream)).isEmpty();
    }

    @Test
    void anIteratorMayExpireBeforeAnythingWasWritten() {
        TableStream stream = stream();
        assertThat(read(stream)).isEmpty();
        expire();
        write(1);
        assertThat(read(stream)).containsExactly(1);
    }

    @Test
    void continuesInTheNextShardWhenOneIsClosed() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        write(1);
        closeShard();
        write(1);
        assertThat(read(stream)).containsExactly(3, 5);
    }

    @Test
    void continuesInTheNextShardAfterItsIteratorHasExpired() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        closeShard();
        expire();
        write(1);
        assertThat(read(stream)).containsExactly(4);
    }

    @Test
    void skipsEmptyShards() {
        TableStream stream = stream();
        write(1);
        assertThat(read(stream)).containsExactly(1);
        closeShard();
        closeShard();
        closeShard();
        assertThat(read(stream)).isEmpty();
        closeShard();
        expire();
        write(2);
        assertThat(read(stream)).containsExactly(6, 7);
    }

    @Test
    void continuesWithTheOldestShardWhenItsOwnWasTrimmed() {
        TableStream stream = stream();
        write(1);
        assertThat(read(stream)).containsExactly(1);
        closeShard();
        shards.removeFirst();
        expire();
        write(1);
        assertThat(read(stream)).containsExactly(3);
    }

    @Test
    void keysAreThoseOfTheTableWithoutThoseOfItsIndexes() {
        TableStream stream = stream();
        write(1);

        assertThat(stream.read().getFirst().path("Keys").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("session_id");
    }

    private TableStream stream() {
        return new TableStream(dynamo, Region.VIRGINIA, "users");
    }

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            shards.getLast().records.add(shards.getLast().next());
        }
    }

    /** Closes the shard like DynamoDB Local: closing takes a sequence number of its own. */
    private void closeShard() {
        Shard closed = shards.getLast();
        closed.isOpen = false;
        shards.add(new Shard(closed.next() + 1));
    }

    private void expire() {
        oldest = iterators + 1;
    }

    private static List<Integer> read(TableStream stream) {
        return stream.read().stream().map(record -> record.path("SequenceNumber").asInt()).toList();
    }

    private void handle(HttpExchange call) throws IOException {
        JsonNode request = JsonValues.read(call.getRequestBody().readAllBytes());
        String target = call.getRequestHeaders().getFirst("X-Amz-Target");
        ObjectNode response =
                switch (target.substring(target.indexOf('.') + 1)) {
                    case "DescribeTable" -> table();
                    case "DescribeStream" -> described();
                    case "GetShardIterator" -> iterator(request);
                    case "GetRecords" -> records(request.path("ShardIterator").asText());
                    default -> throw new IllegalArgumentException(target);
                };
        byte[] json = JsonValues.write(response);
        call.sendResponseHeaders(response.has("__type") ? 400 : 200, json.length);
        call.getResponseBody().write(json);
        call.close();
    }

    private static ObjectNode table() {
        ObjectNode response = JsonValues.object();
        ObjectNode table = response.putObject("Table").put("LatestStreamArn", "arn");
        table.putArray("KeySchema").addObject().put("AttributeName", "session_id");
        return response;
    }

    private ObjectNode described() {
        ObjectNode response = JsonValues.object();
        ArrayNode list = response.putObject("StreamDescription").putArray("Shards");
        for (Shard shard : shards) {
            ObjectNode range =
                    list.addObject()
                            .put("ShardId", String.valueOf(shard.first))
                            .putObject("SequenceNumberRange");
            range.put("StartingSequenceNumber", sequence(shard.first));
            if (!shard.isOpen) {
                range.put(
                        "EndingSequenceNumber", sequence(Math.max(shard.first, shard.next() - 1)));
            }
        }
        return response;
    }

    /** Encodes an iterator: its number, its shard, and the last record before it. */
    private ObjectNode iterator(JsonNode request) {
        String after =
                request.path("ShardIteratorType").asText().equals("TRIM_HORIZON")
                        ? "0"
                        : request.path("SequenceNumber").asText();
        return JsonValues.object()
                .put(
                        "ShardIterator",
                        next(request.path("ShardId").asInt(), Integer.parseInt(after)));
    }

    private String next(int shard, int after) {
        iterators++;
        return iterators + ":" + shard + ":" + after;
    }

    private ObjectNode records(String iterator) {
        String[] parts = iterator.split(":", -1);
        if (Integer.parseInt(parts[0]) < oldest) {
            return JsonValues.object().put("__type", "com.amazonaws#ExpiredIteratorException");
        }
        int first = Integer.parseInt(parts[1]);
        int last = Integer.parseInt(parts[2]);
        Shard shard = shards.stream().filter(it -> it.first == first).findFirst().orElseThrow();
        ObjectNode response = JsonValues.object();
        ArrayNode records = response.putArray("Records");
        for (int record : shard.records) {
            if (record > last) {
                ObjectNode change = records.addObject().putObject("dynamodb");
                change.put("SequenceNumber", sequence(record));
                change.putObject("Keys").put("session_id", "a").put("user_id", "b");
                last = record;
            }
        }
        if (shard.isOpen) {
            response.put("NextShardIterator", next(first, last));
        }
        return response;
    }

    private static String sequence(int number) {
        return "%021d".formatted(number);
    }

    private static final class Shard {
        private final int first;
        private final List<Integer> records = new ArrayList<>();
        private boolean isOpen = true;

        private Shard(int first) {
            this.first = first;
        }

        private int next() {
            return first + records.size();
        }
    }
}
