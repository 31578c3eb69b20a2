package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Counts and marks in the table of sessions, in the own region. */
public final class DynamoCounters implements CounterStore {
    private static final String HITS = "hits";

    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoCounters(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.SESSIONS);
    }

    @Override
    public OptionalLong add(String key, Instant expiresAt) {
        try {
            Map<String, AttributeValue> now =
                    dynamo.own()
                            .updateItem(
                                    update ->
                                            update.tableName(table)
                                                    .key(key(key))
                                                    .updateExpression(
                                                            "ADD hits :one SET expires_at = :end")
                                                    .expressionAttributeValues(
                                                            Map.of(
                                                                    ":one", Attributes.number(1),
                                                                    ":end",
                                                                            Attributes.seconds(
                                                                                    expiresAt)))
                                                    .returnValues(ReturnValue.UPDATED_NEW))
                            .attributes();
            return OptionalLong.of(Attributes.number(now, HITS));
        } catch (DatabaseUnavailableException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void takeBack(String key) {
        try {
            dynamo.own()
                    .updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(key(key))
                                            .updateExpression("ADD hits :less")
                                            .conditionExpression("hits > :zero")
                                            .expressionAttributeValues(
                                                    Map.of(
                                                            ":less", Attributes.number(-1),
                                                            ":zero", Attributes.number(0))));
        } catch (ConditionalCheckFailedException | DatabaseUnavailableException _) {
            // Then the count stays as it is until its window ends.
        }
    }

    @Override
    public void mark(String key, Instant expiresAt) {
        try {
            dynamo.own()
                    .putItem(
                            put ->
                                    put.tableName(table)
                                            .item(
                                                    Map.of(
                                                            Table.SESSIONS.hashKey(),
                                                            Attributes.text(key),
                                                            Table.EXPIRES_AT,
                                                            Attributes.seconds(expiresAt))));
        } catch (DatabaseUnavailableException _) {
            // Then it is set the next time.
        }
    }

    @Override
    public boolean isMarked(String key, Instant now) {
        try {
            Map<String, AttributeValue> item =
                    dynamo.own().getItem(get -> get.tableName(table).key(key(key))).item();
            return !item.isEmpty() && Attributes.seconds(item, Table.EXPIRES_AT).isAfter(now);
        } catch (DatabaseUnavailableException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of(Table.SESSIONS.hashKey(), Attributes.text(key));
    }
}
