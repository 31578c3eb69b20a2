package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stream of a table in one region; gives each record once. For one thread at a time. */
final class TableStream {
    /** An answer of this size may not be all there is: DynamoDB answers with up to 1 MB. */
    private static final int LARGE_BYTES = 500_000;

    private static final int MANY = 1_000;
    private static final Set<String> ASTRAY =
            Set.of("ExpiredIteratorException", "TrimmedDataAccessException");

    private final Dynamo dynamo;
    private final Region region;
    private final String arn;
    private String iterator = "";
    private String last = "";

    /** The stream from its beginning. */
    TableStream(Dynamo dynamo, Region region, String table) {
        this.dynamo = dynamo;
        this.region = region;
        ObjectNode which = Json.object().put("TableName", table);
        this.arn =
                dynamo.call(region, "DescribeTable", which)
                        .path("Table")
                        .path("LatestStreamArn")
                        .asText();
    }

    /** The records since the last time: keys and images, oldest first. */
    List<JsonNode> read() {
        List<JsonNode> records = new ArrayList<>();
        while (true) {
            JsonNode answer = records();
            int bytes = 0;
            for (JsonNode each : answer.path("Records")) {
                JsonNode record = each.path("dynamodb");
                records.add(record);
                last = record.path("SequenceNumber").asText();
                bytes += record.path("SizeBytes").asInt();
            }
            iterator = answer.path("NextShardIterator").asText();
            // Without a next iterator the shard is closed, and another may have begun.
            if (!iterator.isEmpty()
                    && bytes < LARGE_BYTES
                    && answer.path("Records").size() < MANY) {
                return records;
            }
        }
    }

    private JsonNode records() {
        if (!iterator.isEmpty()) {
            try {
                return records(iterator);
            } catch (DynamoException e) {
                // Iterators live for a quarter of an hour.
                if (!ASTRAY.contains(e.type())) {
                    throw e;
                }
            }
        }
        return records(begin());
    }

    private JsonNode records(String from) {
        return dynamo.stream(region, "GetRecords", Json.object().put("ShardIterator", from));
    }

    /** An iterator behind the last record that was read. */
    private String begin() {
        JsonNode shard = shard();
        boolean midway =
                !last.isEmpty()
                        && last.compareTo(
                                        shard.path("SequenceNumberRange")
                                                .path("StartingSequenceNumber")
                                                .asText())
                                >= 0;
        ObjectNode where =
                Json.object()
                        .put("StreamArn", arn)
                        .put("ShardId", shard.path("ShardId").asText())
                        .put(
                                "ShardIteratorType",
                                midway ? "AFTER_SEQUENCE_NUMBER" : "TRIM_HORIZON");
        if (midway) {
            where.put("SequenceNumber", last);
        }
        return dynamo.stream(region, "GetShardIterator", where).path("ShardIterator").asText();
    }

    /** The oldest shard that may have records behind the last one that was read. */
    private JsonNode shard() {
        ObjectNode which = Json.object().put("StreamArn", arn);
        JsonNode stream = dynamo.stream(region, "DescribeStream", which).path("StreamDescription");
        for (JsonNode shard : stream.path("Shards")) {
            JsonNode end = shard.path("SequenceNumberRange").path("EndingSequenceNumber");
            // Sequence numbers have leading zeros.
            if (end.isMissingNode() || end.asText().compareTo(last) > 0) {
                return shard;
            }
        }
        throw new IllegalStateException("no open shard in " + arn);
    }
}
