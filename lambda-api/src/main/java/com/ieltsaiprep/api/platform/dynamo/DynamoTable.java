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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB table in one region: reads, conditional writes, queries and batch deletes of its items.
 * Every method throws {@link DatabaseUnavailableException} if the same may succeed a moment later,
 * and {@link DatabaseRejectedException} if it never will. Blocks the calling thread; safe for
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

    /** Returns the key of an item of a table without a range key. */
    public Map<String, AttributeValue> key(String hashKey) {
        return Map.of(table.hashKey(), Attributes.text(hashKey));
    }

    /** Reads an item with strong consistency; empty if there is none. */
    public Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        return get(key, true);
    }

    /** Reads an item that may be a second old (eventually consistent, half the price). */
    public Optional<Map<String, AttributeValue>> getEventually(Map<String, AttributeValue> key) {
        return get(key, false);
    }

    /**
     * Reads an item only to see whether DynamoDB answers.
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
     * Executes a conditional write: a put, update or delete.
     *
     * @return false if its condition did not hold, and nothing was written
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
     * Executes an update and returns the whole item after it.
     *
     * @return empty if its condition did not hold, and nothing was written
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
     * Reads all items of a hash key with strong consistency.
     *
     * @param rangePrefix of the range key; empty for all items
     */
    public List<Map<String, AttributeValue>> query(String hashKey, String rangePrefix) {
        return query(hashKey, rangePrefix, true);
    }

    /** Reads all items of a hash key, which may be a second old. */
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

    /** Reads all items that the table's secondary index has under a value; a second old at most. */
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
     * Deletes items in batches; keys without an item are ignored.
     *
     * @throws DatabaseUnavailableException if some were left unprocessed
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
