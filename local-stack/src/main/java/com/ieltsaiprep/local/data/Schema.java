package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.dynamodb.TableSchema;
import com.ieltsaiprep.local.wire.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Creates the product's tables, as the infrastructure does in the cloud. */
final class Schema {
    private Schema() {}

    /** Creates a table in a region. */
    static void create(Dynamo dynamo, Region region, Table table, String stage) {
        call(dynamo, region, "CreateTable", TableSchema.createTable(table, stage));
        call(dynamo, region, "UpdateTimeToLive", TableSchema.updateTimeToLive(table, stage));
    }

    private static void call(Dynamo dynamo, Region region, String operation, String body) {
        try {
            dynamo.call(region, operation, Json.read(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
