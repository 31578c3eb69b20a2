package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB table in one region: reads, conditional writes, queries and batch deletes of its items.
 * Every method throws {@link DatabaseUnavailableException} if the same call may succeed later, and
 * {@link DatabaseRejectedException} if it never will. Blocks the calling thread; safe for
 * concurrent use.
 */
public final class DynamoTable {
    /** The most items of one {@code BatchWriteItem} (DynamoDB quota). */
    private static final int BATCH_ITEMS = 25;

    /** DynamoDB may leave some of a batch unprocessed. */
    private static final int MAX_BATCH_ATTEMPTS = 4;

    private final DynamoDbClient client;
    private final Table table;
    private final String name;

    DynamoTable(DynamoDbClient client, Table table, String name) {
        this.client = client;
        this.table = table;
        this.name = name;
    }

    /** Returns the primary key of an item in this table, which must not have a range key. */
    public Map<String, AttributeValue> key(String hashKey) {
        return Map.of(table.hashKey(), Attributes.text(hashKey));
    }

    /** Reads an item of the table with strong consistency; empty if there is no such item. */
    public Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        return get(key, true);
    }

    /**
     * Reads an item with eventual consistency, at half the price of {@link #get}: the item may be a
     * second old. Returns empty if there is no such item.
     */
    public Optional<Map<String, AttributeValue>> getEventually(Map<String, AttributeValue> key) {
        return get(key, false);
    }

    /**
     * Reads an item only to find out whether DynamoDB answers, and throws if it does not.
     *
     * @param timeout of the call, retries included
     */
    public void probe(Map<String, AttributeValue> key, Duration timeout) {
        client.getItem(
                get ->
                        get.tableName(name)
                                .key(key)
                                .projectionExpression(table.hashKey())
                                .overrideConfiguration(it -> it.apiCallTimeout(timeout)));
    }

    private Optional<Map<String, AttributeValue>> get(
            Map<String, AttributeValue> key, boolean consistent) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(name).key(key).consistentRead(consistent))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    /**
     * Executes a put, update or delete of an item, if the condition of the write holds.
     *
     * @return false if the condition did not hold, so that nothing was written
     */
    public boolean write(ItemWrite write) {
        try {
            write.execute(client, name);
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    /**
     * Executes an update, if its condition holds, and returns the whole item as it is afterwards.
     *
     * @return empty if the condition did not hold, so that nothing was written
     */
    public Optional<Map<String, AttributeValue>> update(ItemWrite write) {
        try {
            return Optional.of(
                    client.updateItem(write.toUpdate(name, ReturnValue.ALL_NEW)).attributes());
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    /** Returns a write of this table as part of a transaction. */
    TransactWriteItem inTransaction(ItemWrite write) {
        return write.inTransaction(name);
    }

    /**
     * Reads all items of the table with the given hash key, with strong consistency.
     *
     * @param rangePrefix text with which the range keys must begin; "" for all range keys
     */
    public List<Map<String, AttributeValue>> query(String hashKey, String rangePrefix) {
        return query(hashKey, rangePrefix, true);
    }

    /** Reads items by hash key and beginning of the range key; the items may be a second old. */
    public List<Map<String, AttributeValue>> queryEventually(String hashKey, String rangePrefix) {
        return query(hashKey, rangePrefix, false);
    }

    private List<Map<String, AttributeValue>> query(
            String hashKey, String rangePrefix, boolean consistent) {
        QueryRequest.Builder query = QueryRequest.builder().consistentRead(consistent);
        String condition = table.hashKey() + " = :hash";
        if (rangePrefix.isEmpty()) {
            query.expressionAttributeValues(Map.of(":hash", Attributes.text(hashKey)));
        } else {
            condition += " AND begins_with(" + table.rangeKey() + ", :range)";
            query.expressionAttributeValues(
                    Map.of(
                            ":hash", Attributes.text(hashKey),
                            ":range", Attributes.text(rangePrefix)));
        }
        return all(query.keyConditionExpression(condition));
    }

    /**
     * Reads items with the given hash key in descending order of their range keys; the items may be
     * a second old.
     *
     * @param before range key that all range keys must be less than; empty for no bound
     * @param limit most items to return
     * @param attributes names of the attributes to return
     */
    public List<Map<String, AttributeValue>> queryNewest(
            String hashKey, Optional<String> before, int limit, List<String> attributes) {
        Map<String, String> names = new HashMap<>();
        attributes.forEach(attribute -> names.put("#" + attribute, attribute));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":hash", Attributes.text(hashKey));
        before.ifPresent(range -> values.put(":range", Attributes.text(range)));
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(name)
                        .scanIndexForward(false)
                        .limit(limit)
                        .keyConditionExpression(
                                table.hashKey()
                                        + " = :hash"
                                        + before.map(_ -> " AND " + table.rangeKey() + " < :range")
                                                .orElse(""))
                        .projectionExpression(String.join(", ", names.keySet()))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build();
        return client.queryPaginator(query).items().stream().limit(limit).toList();
    }

    /**
     * Reads all items in which the attribute of the table's secondary index has the given value;
     * the items may be a second old.
     */
    public List<Map<String, AttributeValue>> queryIndex(String value) {
        String indexed = String.valueOf(table.indexedAttribute());
        return all(
                QueryRequest.builder()
                        .indexName(Table.index(indexed))
                        .keyConditionExpression(indexed + " = :value")
                        .expressionAttributeValues(Map.of(":value", Attributes.text(value))));
    }

    private List<Map<String, AttributeValue>> all(QueryRequest.Builder query) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client.queryPaginator(query.tableName(name).build()).items().forEach(items::add);
        return items;
    }

    /**
     * Deletes the items with these keys in batches of 25; ignores keys without an item.
     *
     * @throws DatabaseUnavailableException if four requests have not deleted a whole batch
     */
    public void deleteAll(Collection<Map<String, AttributeValue>> keys) {
        List<WriteRequest> deletes =
                keys.stream()
                        .map(key -> WriteRequest.builder().deleteRequest(it -> it.key(key)).build())
                        .toList();
        for (int i = 0; i < deletes.size(); i += BATCH_ITEMS) {
            batch(deletes.subList(i, Math.min(deletes.size(), i + BATCH_ITEMS)));
        }
    }

    private void batch(List<WriteRequest> writes) {
        Map<String, List<WriteRequest>> rest = Map.of(name, writes);
        for (int i = 0; i < MAX_BATCH_ATTEMPTS && !rest.isEmpty(); i++) {
            Map<String, List<WriteRequest>> next = rest;
            rest = client.batchWriteItem(request -> request.requestItems(next)).unprocessedItems();
        }
        if (!rest.isEmpty()) {
            throw new DatabaseUnavailableException(
                    new IllegalStateException("a batch was left unprocessed"));
        }
    }
}
