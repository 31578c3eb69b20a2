package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.limit.Counters;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Counts in the table of sessions, in the own region. */
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
                                                    .key(
                                                            Map.of(
                                                                    Table.SESSIONS.hashKey(),
                                                                    Attributes.text(key)))
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
}
