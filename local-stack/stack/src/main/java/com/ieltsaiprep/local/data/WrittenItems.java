package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.json.JsonValues;

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

/** Extractor of the writes of single items that a request makes if it is accepted. */
final class WrittenItems {
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private final Map<String, Table> tables;

    /** Creates an extractor for the tables of a stage. */
    WrittenItems(String stage) {
        tables =
                Arrays.stream(Table.values())
                        .collect(Collectors.toMap(it -> it.name(stage), Function.identity()));
    }

    /** Reports whether an operation writes. */
    static boolean isWrite(String operation) {
        return WRITES.contains(operation);
    }

    /**
     * Returns the writes by table name, without those of unknown tables.
     *
     * @param operation such as {@code PutItem}
     */
    SortedMap<String, List<ItemMutation>> of(String operation, JsonNode request) {
        SortedMap<String, List<ItemMutation>> items = new TreeMap<>();
        add(items, table(request), request, operation.equals("DeleteItem"));
        for (JsonNode action : request.path("TransactItems")) {
            for (String kind : List.of("Put", "Update", "Delete")) {
                JsonNode write = action.path(kind);
                add(items, table(write), write, kind.equals("Delete"));
            }
        }
        for (Map.Entry<String, JsonNode> table : request.path("RequestItems").properties()) {
            for (JsonNode action : table.getValue()) {
                add(items, table.getKey(), action.path("PutRequest"), false);
                add(items, table.getKey(), action.path("DeleteRequest"), true);
            }
        }
        return items;
    }

    private static String table(JsonNode write) {
        return write.path("TableName").asText();
    }

    private void add(
            Map<String, List<ItemMutation>> items,
            String name,
            JsonNode write,
            boolean isDeletion) {
        Table table = tables.get(name);
        if (table != null) {
            key(table, write)
                    .ifPresent(
                            key ->
                                    items.computeIfAbsent(name, _ -> new ArrayList<>())
                                            .add(new ItemMutation(key, isDeletion)));
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
