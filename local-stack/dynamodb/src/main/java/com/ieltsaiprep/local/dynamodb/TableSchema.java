package com.ieltsaiprep.local.dynamodb;

import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * JSON requests that create the product's DynamoDB tables with the keys, indexes, streams and
 * expiry that they have in the cloud.
 */
public final class TableSchema {
    private TableSchema() {}

    /**
     * Returns the JSON request of {@code CreateTable} for a table, with its keys, its index if it
     * has one, and a stream that carries the old and the new image of each changed item.
     *
     * @param stage deployment stage, the last part of the table's name, such as {@code local}
     */
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

    /**
     * Returns the JSON request of {@code UpdateTimeToLive} that lets the items of a table expire by
     * their attribute {@code expires_at}.
     *
     * @param stage deployment stage, the last part of the table's name, such as {@code local}
     */
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
