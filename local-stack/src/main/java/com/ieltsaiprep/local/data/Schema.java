package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.Json;

import org.jspecify.annotations.Nullable;

/** Makes the product's tables, as the infrastructure does in the cloud. */
final class Schema {
    private Schema() {}

    /** Makes a table in a region. */
    static void create(Dynamo dynamo, Region region, Table table, String stage) {
        ObjectNode request =
                Json.object()
                        .put("TableName", table.name(stage))
                        .put("BillingMode", "PAY_PER_REQUEST");
        ArrayNode attributes = request.putArray("AttributeDefinitions");
        keys(request, attributes, table.hashKey(), table.rangeKey());
        request.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        if (table.indexedAttribute() != null) {
            ObjectNode index = request.putArray("GlobalSecondaryIndexes").addObject();
            index.put("IndexName", Table.index(table.indexedAttribute()));
            index.putObject("Projection").put("ProjectionType", "ALL");
            keys(index, attributes, table.indexedAttribute(), null);
        }
        dynamo.call(region, "CreateTable", request);
        ObjectNode expiry = Json.object().put("TableName", table.name(stage));
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
