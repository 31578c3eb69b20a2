package com.ieltsaiprep.api.platform.dynamo;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.HashMap;
import java.util.Map;

/**
 * Write of one DynamoDB item: a put, update, delete or condition check, with an optional condition.
 * {@link DynamoTable} executes it alone, {@link Transaction} together with others. Immutable:
 * methods return changed copies.
 */
public final class ItemWrite {
    private final Kind kind;
    private final Map<String, AttributeValue> item;
    private final @Nullable String update;
    private final @Nullable String condition;
    private final Map<String, AttributeValue> values;
    private final Map<String, String> names;

    private enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    private ItemWrite(
            Kind kind,
            Map<String, AttributeValue> item,
            @Nullable String update,
            @Nullable String condition,
            Map<String, AttributeValue> values,
            Map<String, String> names) {
        this.kind = kind;
        this.item = item;
        this.update = update;
        this.condition = condition;
        this.values = values;
        this.names = names;
    }

    private static ItemWrite of(
            Kind kind, Map<String, AttributeValue> item, @Nullable String update) {
        return new ItemWrite(kind, item, update, null, Map.of(), Map.of());
    }

    /** Creates a put: stores an item in place of any item with the same key. */
    public static ItemWrite put(Map<String, AttributeValue> item) {
        return of(Kind.PUT, item, null);
    }

    /**
     * Creates an update of the item with the given key; the update creates a missing item.
     *
     * @param expression DynamoDB update expression, such as {@code SET a = :a REMOVE b}
     */
    public static ItemWrite update(Map<String, AttributeValue> key, String expression) {
        return of(Kind.UPDATE, key, expression);
    }

    /** Creates a delete of the item with the given key, which also succeeds if there is no item. */
    public static ItemWrite delete(Map<String, AttributeValue> key) {
        return of(Kind.DELETE, key, null);
    }

    /** Creates a check of an item's condition, which writes nothing; for transactions only. */
    public static ItemWrite check(Map<String, AttributeValue> key) {
        return of(Kind.CHECK, key, null);
    }

    /** Returns a copy of the write that is done only if a DynamoDB condition expression holds. */
    public ItemWrite onlyIf(String expression) {
        return new ItemWrite(kind, item, update, expression, values, names);
    }

    /** Returns a copy of the write with the value of one placeholder, such as {@code :a}. */
    public ItemWrite with(String placeholder, AttributeValue value) {
        return with(Map.of(placeholder, value));
    }

    /**
     * Returns a copy of the write with the values of several placeholders of its expressions, by
     * their names, such as {@code :a}.
     */
    public ItemWrite with(Map<String, AttributeValue> more) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.putAll(more);
        return new ItemWrite(kind, item, update, condition, all, names);
    }

    /**
     * Returns a copy of the write with a placeholder, such as {@code #name}, for an attribute whose
     * name is a reserved word of DynamoDB.
     */
    public ItemWrite named(String placeholder, String attribute) {
        Map<String, String> all = new HashMap<>(names);
        all.put(placeholder, attribute);
        return new ItemWrite(kind, item, update, condition, values, all);
    }

    PutItemRequest toPut(String table) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeValues(valuesOrNull())
                .expressionAttributeNames(namesOrNull())
                .build();
    }

    UpdateItemRequest toUpdate(String table, ReturnValue returned) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(item)
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeValues(valuesOrNull())
                .expressionAttributeNames(namesOrNull())
                .returnValues(returned)
                .build();
    }

    DeleteItemRequest toDelete(String table) {
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(item)
                .conditionExpression(condition)
                .expressionAttributeValues(valuesOrNull())
                .expressionAttributeNames(namesOrNull())
                .build();
    }

    TransactWriteItem inTransaction(String table) {
        TransactWriteItem.Builder write = TransactWriteItem.builder();
        switch (kind) {
            case PUT ->
                    write.put(
                            it ->
                                    it.tableName(table)
                                            .item(item)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(valuesOrNull())
                                            .expressionAttributeNames(namesOrNull()));
            case UPDATE ->
                    write.update(
                            it ->
                                    it.tableName(table)
                                            .key(item)
                                            .updateExpression(update)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(valuesOrNull())
                                            .expressionAttributeNames(namesOrNull()));
            case DELETE ->
                    write.delete(
                            it ->
                                    it.tableName(table)
                                            .key(item)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(valuesOrNull())
                                            .expressionAttributeNames(namesOrNull()));
            case CHECK ->
                    write.conditionCheck(
                            it ->
                                    it.tableName(table)
                                            .key(item)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(valuesOrNull())
                                            .expressionAttributeNames(namesOrNull()));
        }
        return write.build();
    }

    void execute(DynamoDbClient client, String table) {
        switch (kind) {
            case PUT -> client.putItem(toPut(table));
            case UPDATE -> client.updateItem(toUpdate(table, ReturnValue.NONE));
            case DELETE -> client.deleteItem(toDelete(table));
            case CHECK -> throw new IllegalStateException("a check is for transactions only");
        }
    }

    /** DynamoDB refuses empty maps of values and names. */
    private @Nullable Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    private @Nullable Map<String, String> namesOrNull() {
        return names.isEmpty() ? null : names;
    }
}
