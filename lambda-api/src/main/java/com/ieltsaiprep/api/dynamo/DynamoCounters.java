package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.limit.Counters;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Counts and marks in the table of sessions, in the own region. */
public final class DynamoCounters implements Counters {
    private static final String HITS = "hits";

    private final Databases databases;
    private final String table;

    /** In these databases. */
    public DynamoCounters(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.SESSIONS);
    }

    @Override
    public OptionalLong add(String key, Instant expiresAt) {
        try {
            Map<String, AttributeValue> now =
                    databases
                            .own()
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
        } catch (DatabaseAwayException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void takeBack(String key) {
        try {
            databases
                    .own()
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
        } catch (ConditionalCheckFailedException | DatabaseAwayException _) {
            // Then the count stays as it is until its window ends.
        }
    }

    @Override
    public void mark(String key, Instant expiresAt) {
        try {
            databases
                    .own()
                    .putItem(
                            put ->
                                    put.tableName(table)
                                            .item(
                                                    Map.of(
                                                            Table.SESSIONS.hashKey(),
                                                            Attributes.text(key),
                                                            Table.EXPIRES_AT,
                                                            Attributes.seconds(expiresAt))));
        } catch (DatabaseAwayException _) {
            // Then it is set the next time.
        }
    }

    @Override
    public boolean isMarked(String key, Instant now) {
        try {
            Map<String, AttributeValue> item =
                    databases.own().getItem(get -> get.tableName(table).key(key(key))).item();
            return !item.isEmpty() && Attributes.seconds(item, Table.EXPIRES_AT).isAfter(now);
        } catch (DatabaseAwayException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of(Table.SESSIONS.hashKey(), Attributes.text(key));
    }
}
