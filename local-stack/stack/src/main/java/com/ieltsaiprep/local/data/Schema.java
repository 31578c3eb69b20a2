package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.dynamodb.TableSchema;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Table schema: creates the product's tables as the cloud's infrastructure does. */
final class Schema {
    private Schema() {}

    /** Creates a table with its index, stream and TTL in a region. */
    static void createTable(DynamoLocalClient dynamo, Region region, Table table, String stage) {
        call(dynamo, region, "CreateTable", TableSchema.createTable(table, stage));
        call(dynamo, region, "UpdateTimeToLive", TableSchema.updateTimeToLive(table, stage));
    }

    private static void call(
            DynamoLocalClient dynamo, Region region, String operation, String body) {
        try {
            dynamo.call(region, operation, JsonValues.read(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
