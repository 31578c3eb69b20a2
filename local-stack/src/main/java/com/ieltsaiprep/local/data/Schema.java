package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.JsonValues;

import org.jspecify.annotations.Nullable;

/** Table schema: creates the product's tables as the cloud's infrastructure does. */
final class Schema {
    private Schema() {}

    /** Creates a table with its index, stream and TTL in a region. */
    static void createTable(DynamoLocalClient dynamo, Region region, Table table, String stage) {
        ObjectNode request =
                JsonValues.object()
                        .put("TableName", table.name(stage))
                        .put("BillingMode", "PAY_PER_REQUEST");
        ArrayNode attributes = request.putArray("AttributeDefinitions");
        keys(request, attributes, table.hashKey(), table.rangeKey());
        request.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        if (table.indexed() != null) {
            ObjectNode index = request.putArray("GlobalSecondaryIndexes").addObject();
            index.put("IndexName", Table.index(table.indexed()));
            index.putObject("Projection").put("ProjectionType", "ALL");
            keys(index, attributes, table.indexed(), null);
        }
        dynamo.call(region, "CreateTable", request);
        ObjectNode expiry = JsonValues.object().put("TableName", table.name(stage));
        expiry.putObject("TimeToLiveSpecification")
                .put("AttributeName", Table.EXPIRES_AT)
                .put("Enabled", true);
        dynamo.call(region, "UpdateTimeToLive", expiry);
    }

    private static void keys(
            ObjectNode owner, ArrayNode attributes, String hash, @Nullable String range) {
        ArrayNode schema = owner.putArray("KeySchema");
        key(schema, attributes, hash, "HASH");
        if (range != null) {
            key(schema, attributes, range, "RANGE");
        }
    }

    private static void key(ArrayNode schema, ArrayNode attributes, String name, String type) {
        schema.addObject().put("AttributeName", name).put("KeyType", type);
        attributes.addObject().put("AttributeName", name).put("AttributeType", "S");
    }
}
