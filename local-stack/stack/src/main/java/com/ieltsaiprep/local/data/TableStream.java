package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * DynamoDB Streams reader: returns each record of a table's stream in one region once. Not
 * thread-safe.
 */
final class TableStream {
    /** Response size above which more records may follow: DynamoDB returns up to 1 MB at a time. */
    private static final int LARGE_BYTES = 500_000;

    private static final int MAX_RECORDS = 1_000;
    private static final Set<String> EXPIRED =
            Set.of("ExpiredIteratorException", "TrimmedDataAccessException");

    private final DynamoLocalClient dynamo;
    private final Region region;
    private final String arn;

    /** Names of the table's own key attributes. */
    private final Set<String> keyNames = new HashSet<>();

    /** Id of the current shard; empty before the first. */
    private String shard = "";

    /** Sequence number of the last record that was read; empty before the first. */
    private String last = "";

    /** Current shard iterator; empty if there is none. */
    private String iterator = "";

    /** Opens the stream at its beginning. */
    TableStream(DynamoLocalClient dynamo, Region region, String table) {
        this.dynamo = dynamo;
        this.region = region;
        ObjectNode request = JsonValues.object().put("TableName", table);
        JsonNode description = dynamo.call(region, "DescribeTable", request).path("Table");
        this.arn = description.path("LatestStreamArn").asText();
        for (JsonNode key : description.path("KeySchema")) {
            keyNames.add(key.path("AttributeName").asText());
        }
    }

    /** Returns the new records since the last call, oldest first, with keys and images. */
    List<JsonNode> read() {
        List<JsonNode> records = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode response = getRecords();
            more = collect(response.path("Records"), records);
            iterator = response.path("NextShardIterator").asText();
            if (iterator.isEmpty()) {
                more = nextShard();
            }
        }
        return records;
    }

    /** Collects records; returns whether there may be more. */
    private boolean collect(JsonNode all, List<JsonNode> records) {
        int bytes = 0;
        for (JsonNode each : all) {
            JsonNode record = each.path("dynamodb");
            // With TTL deletions, DynamoDB Local lists the keys of the indexes too.
            if (record.path("Keys") instanceof ObjectNode keys) {
                keys.retain(keyNames);
            }
            records.add(record);
            last = record.path("SequenceNumber").asText();
            bytes += record.path("SizeBytes").asInt();
        }
        return bytes >= LARGE_BYTES || all.size() >= MAX_RECORDS;
    }

    private JsonNode getRecords() {
        if (!iterator.isEmpty()) {
            try {
                return getRecords(iterator);
            } catch (DynamoException e) {
                // Iterators expire after 15 minutes.
                if (!EXPIRED.contains(e.type())) {
                    throw e;
                }
            }
        }
        return getRecords(newIterator());
    }

    private JsonNode getRecords(String from) {
        return dynamo.stream(region, "GetRecords", JsonValues.object().put("ShardIterator", from));
    }

    /** Creates an iterator behind the last record that was read. */
    private String newIterator() {
        List<JsonNode> shards = shards();
        JsonNode current = shards.get(Math.max(0, index(shards)));
        shard = current.path("ShardId").asText();
        JsonNode range = current.path("SequenceNumberRange");
        // Sequence numbers have leading zeros.
        boolean isResuming = last.compareTo(range.path("StartingSequenceNumber").asText()) >= 0;
        ObjectNode where =
                JsonValues.object()
                        .put("StreamArn", arn)
                        .put("ShardId", shard)
                        .put(
                                "ShardIteratorType",
                                isResuming ? "AFTER_SEQUENCE_NUMBER" : "TRIM_HORIZON");
        if (isResuming) {
            where.put("SequenceNumber", last);
        }
        return dynamo.stream(region, "GetShardIterator", where).path("ShardIterator").asText();
    }

    /** Moves to the shard after a closed one, which may be empty; returns false for the last. */
    private boolean nextShard() {
        List<JsonNode> shards = shards();
        int next = index(shards) + 1;
        if (next == shards.size()) {
            return false;
        }
        shard = shards.get(next).path("ShardId").asText();
        return true;
    }

    /** Returns the index of the current shard; -1 if it was trimmed, or before the first. */
    private int index(List<JsonNode> shards) {
        return shards.stream().map(it -> it.path("ShardId").asText()).toList().indexOf(shard);
    }

    /** Returns the shards, oldest first. */
    private List<JsonNode> shards() {
        ObjectNode request = JsonValues.object().put("StreamArn", arn);
        JsonNode stream =
                dynamo.stream(region, "DescribeStream", request).path("StreamDescription");
        List<JsonNode> shards = new ArrayList<>();
        stream.path("Shards").forEach(shards::add);
        return shards;
    }
}
