package com.ieltsaiprep.local.dynamodb;

import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests that create the product's tables, in DynamoDB's JSON protocol: keys, indexes, streams
 * and expiry as the infrastructure creates them in the cloud.
 */
public final class TableSchema {
    private TableSchema() {}

    /** Returns the body of {@code CreateTable} for a table of a stage. */
    public static String createTable(Table table, String stage) {
        Set<String> keys = new LinkedHashSet<>();
        String schema = keySchema(table.hashKey(), table.rangeKey(), keys);
        String indexes =
                table.indexedAttribute() == null ? "" : index(table.indexedAttribute(), keys);
        String attributes =
                keys.stream()
                        .map("{\"AttributeName\":\"%s\",\"AttributeType\":\"S\"}"::formatted)
                        .collect(Collectors.joining(","));
        return """
        {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[%s],
         "KeySchema":[%s],%s
         "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
        """
                .formatted(table.name(stage), attributes, schema, indexes);
    }

    /** Returns the body of {@code UpdateTimeToLive} for a table of a stage. */
    public static String updateTimeToLive(Table table, String stage) {
        return """
        {"TableName":"%s","TimeToLiveSpecification":{"AttributeName":"%s","Enabled":true}}
        """
                .formatted(table.name(stage), Table.EXPIRES_AT);
    }

    private static String index(String attribute, Set<String> keys) {
        return """
        "GlobalSecondaryIndexes":[{"IndexName":"%s","Projection":{"ProjectionType":"ALL"},
                                   "KeySchema":[%s]}],
        """
                .formatted(Table.index(attribute), keySchema(attribute, null, keys));
    }

    private static String keySchema(String hash, @Nullable String range, Set<String> keys) {
        keys.add(hash);
        String schema = key(hash, "HASH");
        if (range == null) {
            return schema;
        }
        keys.add(range);
        return schema + "," + key(range, "RANGE");
    }

    private static String key(String attribute, String type) {
        return "{\"AttributeName\":\"%s\",\"KeyType\":\"%s\"}".formatted(attribute, type);
    }
}
