package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What takes DynamoDB Local a quarter of an hour, or four hours: here it is played. */
final class TableStreamTest {
    private final List<List<Integer>> shards = new ArrayList<>(List.of(new ArrayList<>()));
    private HttpServer server;
    private Dynamo dynamo;
    private int written;
    private int iterators;
    private int oldest = 1;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        dynamo = new Dynamo(address, Credentials.local());
    }

    @AfterEach
    void stop() {
        dynamo.close();
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
    void goesOnWhenItsIteratorHasExpired() {
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
    void goesOnInTheNextShardWhenOneIsClosed() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        write(1);
        shards.add(new ArrayList<>());
        write(1);
        assertThat(read(stream)).containsExactly(3, 4);
    }

    @Test
    void goesOnInTheNextShardWhenItsIteratorHasExpiredMeanwhile() {
        TableStream stream = stream();
        write(2);
        assertThat(read(stream)).containsExactly(1, 2);
        shards.add(new ArrayList<>());
        expire();
        write(1);
        assertThat(read(stream)).containsExactly(3);
    }

    private TableStream stream() {
        return new TableStream(dynamo, Region.VIRGINIA, "users");
    }

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            written++;
            shards.getLast().add(written);
        }
    }

    private void expire() {
        oldest = iterators + 1;
    }

    private static List<Integer> read(TableStream stream) {
        return stream.read().stream().map(record -> record.path("SequenceNumber").asInt()).toList();
    }

    private void answer(HttpExchange call) throws IOException {
        JsonNode request = Json.read(call.getRequestBody().readAllBytes());
        String target = call.getRequestHeaders().getFirst("X-Amz-Target");
        ObjectNode answer =
                switch (target.substring(target.indexOf('.') + 1)) {
                    case "DescribeTable" -> table();
                    case "DescribeStream" -> described();
                    case "GetShardIterator" -> iterator(request);
                    case "GetRecords" -> records(request.path("ShardIterator").asText());
                    default -> throw new IllegalArgumentException(target);
                };
        byte[] json = Json.write(answer);
        call.sendResponseHeaders(answer.has("__type") ? 400 : 200, json.length);
        call.getResponseBody().write(json);
        call.close();
    }

    private static ObjectNode table() {
        ObjectNode answer = Json.object();
        answer.putObject("Table").put("LatestStreamArn", "arn");
        return answer;
    }

    private ObjectNode described() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putObject("StreamDescription").putArray("Shards");
        int first = 1;
        for (int i = 0; i < shards.size(); i++) {
            ObjectNode shard = list.addObject().put("ShardId", String.valueOf(i));
            ObjectNode range = shard.putObject("SequenceNumberRange");
            range.put("StartingSequenceNumber", sequence(first));
            first += shards.get(i).size();
            if (i < shards.size() - 1) {
                range.put("EndingSequenceNumber", sequence(first - 1));
            }
        }
        return answer;
    }

    /** An iterator is its number, its shard, and the last record before it. */
    private ObjectNode iterator(JsonNode request) {
        String after =
                request.path("ShardIteratorType").asText().equals("TRIM_HORIZON")
                        ? "0"
                        : request.path("SequenceNumber").asText();
        return Json.object()
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
            return Json.object().put("__type", "com.amazonaws#ExpiredIteratorException");
        }
        int shard = Integer.parseInt(parts[1]);
        int last = Integer.parseInt(parts[2]);
        ObjectNode answer = Json.object();
        ArrayNode records = answer.putArray("Records");
        for (int record : shards.get(shard)) {
            if (record > last) {
                records.addObject().putObject("dynamodb").put("SequenceNumber", sequence(record));
                last = record;
            }
        }
        if (shard == shards.size() - 1) {
            answer.put("NextShardIterator", next(shard, last));
        }
        return answer;
    }

    private static String sequence(int number) {
        return "%021d".formatted(number);
    }
}
