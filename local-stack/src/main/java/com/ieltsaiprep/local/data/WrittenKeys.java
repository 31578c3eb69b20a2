package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Key extractor: finds the keys of the items that a request writes if it is accepted. */
final class WrittenKeys {
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private final Map<String, Table> tables;

    /** Creates an extractor for the tables of a stage. */
    WrittenKeys(String stage) {
        tables =
                Arrays.stream(Table.values())
                        .collect(Collectors.toMap(it -> it.name(stage), Function.identity()));
    }

    /** Reports whether an operation writes. */
    static boolean isWrite(String operation) {
        return WRITES.contains(operation);
    }

    /** Returns the keys by table name, without those of unknown tables. */
    SortedMap<String, List<JsonNode>> of(JsonNode request) {
        SortedMap<String, List<JsonNode>> keys = new TreeMap<>();
        add(keys, request);
        for (JsonNode action : request.path("TransactItems")) {
            for (String kind : List.of("Put", "Update", "Delete")) {
                add(keys, action.path(kind));
            }
        }
        for (Map.Entry<String, JsonNode> table : request.path("RequestItems").properties()) {
            for (JsonNode action : table.getValue()) {
                add(keys, table.getKey(), action.path("PutRequest"));
                add(keys, table.getKey(), action.path("DeleteRequest"));
            }
        }
        return keys;
    }

    private void add(Map<String, List<JsonNode>> keys, JsonNode write) {
        add(keys, write.path("TableName").asText(), write);
    }

    private void add(Map<String, List<JsonNode>> keys, String name, JsonNode write) {
        Table table = tables.get(name);
        if (table != null) {
            key(table, write)
                    .ifPresent(key -> keys.computeIfAbsent(name, _ -> new ArrayList<>()).add(key));
        }
    }

    private static Optional<JsonNode> key(Table table, JsonNode write) {
        if (write.has("Key")) {
            return Optional.of(write.get("Key"));
        }
        if (!write.has("Item")) {
            return Optional.empty();
        }
        JsonNode item = write.get("Item");
        ObjectNode key = JsonValues.object();
        key.set(table.hashKey(), item.get(table.hashKey()));
        if (table.rangeKey() != null) {
            key.set(table.rangeKey(), item.get(table.rangeKey()));
        }
        return Optional.of(key);
    }
}
