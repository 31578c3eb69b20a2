package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The stream of a table in one region; gives each record once. For one thread at a time. */
final class TableStream {
    /** An answer of this size may not be all there is: DynamoDB answers with up to 1 MB. */
    private static final int LARGE_BYTES = 500_000;

    private static final int MANY = 1_000;
    private static final Set<String> ASTRAY =
            Set.of("ExpiredIteratorException", "TrimmedDataAccessException");

    private final DynamoLocalClient dynamo;
    private final Region region;
    private final String arn;

    /** Names of the table's own key attributes. */
    private final Set<String> keyNames = new HashSet<>();

    /** Empty before the first. */
    private String shard = "";

    /** The sequence number of the last record that was read; empty before the first. */
    private String last = "";

    /** Empty if there is none. */
    private String iterator = "";

    /** The stream from its beginning. */
    TableStream(DynamoLocalClient dynamo, Region region, String table) {
        this.dynamo = dynamo;
        this.region = region;
        ObjectNode which = JsonValues.object().put("TableName", table);
        JsonNode description = dynamo.call(region, "DescribeTable", which).path("Table");
        this.arn = description.path("LatestStreamArn").asText();
        for (JsonNode key : description.path("KeySchema")) {
            keyNames.add(key.path("AttributeName").asText());
        }
    }

    /** The records since the last time: keys and images, oldest first. */
    List<JsonNode> read() {
        List<JsonNode> records = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode answer = answer();
            more = take(answer.path("Records"), records);
            iterator = answer.path("NextShardIterator").asText();
            if (iterator.isEmpty()) {
                more = nextShard();
            }
        }
        return records;
    }

    /** Keeps records; whether there may be more. */
    private boolean take(JsonNode all, List<JsonNode> records) {
        int bytes = 0;
        for (JsonNode each : all) {
            JsonNode record = each.path("dynamodb");
            // With what has expired, DynamoDB Local names the keys of the indexes too.
            if (record.path("Keys") instanceof ObjectNode keys) {
                keys.retain(keyNames);
            }
            records.add(record);
            last = record.path("SequenceNumber").asText();
            bytes += record.path("SizeBytes").asInt();
        }
        return bytes >= LARGE_BYTES || all.size() >= MANY;
    }

    private JsonNode answer() {
        if (!iterator.isEmpty()) {
            try {
                return answer(iterator);
            } catch (DynamoException e) {
                // Iterators live for a quarter of an hour.
                if (!ASTRAY.contains(e.type())) {
                    throw e;
                }
            }
        }
        return answer(begin());
    }

    private JsonNode answer(String from) {
        return dynamo.stream(region, "GetRecords", JsonValues.object().put("ShardIterator", from));
    }

    /** An iterator behind the last record that was read. */
    private String begin() {
        List<JsonNode> shards = shards();
        JsonNode current = shards.get(Math.max(0, index(shards)));
        shard = current.path("ShardId").asText();
        JsonNode range = current.path("SequenceNumberRange");
        // They have leading zeros.
        boolean midway = last.compareTo(range.path("StartingSequenceNumber").asText()) >= 0;
        ObjectNode where =
                JsonValues.object()
                        .put("StreamArn", arn)
                        .put("ShardId", shard)
                        .put(
                                "ShardIteratorType",
                                midway ? "AFTER_SEQUENCE_NUMBER" : "TRIM_HORIZON");
        if (midway) {
            where.put("SequenceNumber", last);
        }
        return dynamo.stream(region, "GetShardIterator", where).path("ShardIterator").asText();
    }

    /** Goes to the shard behind one that is closed, which may be empty; false if there is none. */
    private boolean nextShard() {
        List<JsonNode> shards = shards();
        int next = index(shards) + 1;
        if (next == shards.size()) {
            return false;
        }
        shard = shards.get(next).path("ShardId").asText();
        return true;
    }

    /** Where the current shard is; -1 if it has been forgotten, or before the first. */
    private int index(List<JsonNode> shards) {
        return shards.stream().map(it -> it.path("ShardId").asText()).toList().indexOf(shard);
    }

    /** Oldest first. */
    private List<JsonNode> shards() {
        ObjectNode which = JsonValues.object().put("StreamArn", arn);
        JsonNode stream = dynamo.stream(region, "DescribeStream", which).path("StreamDescription");
        List<JsonNode> shards = new ArrayList<>();
        stream.path("Shards").forEach(shards::add);
        return shards;
    }
}
