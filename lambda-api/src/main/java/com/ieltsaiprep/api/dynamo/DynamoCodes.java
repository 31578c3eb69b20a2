package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.account.Codes;
import com.ieltsaiprep.api.account.SentCode;
import com.ieltsaiprep.api.account.SentCodes;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Codes to set a new password, in the table of users, at home. */
public final class DynamoCodes implements Codes {
    private final Databases databases;
    private final String table;

    /** In these databases. */
    public DynamoCodes(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.USERS);
    }

    @Override
    public void add(String userId, SentCode code) {
        Map<String, AttributeValue> values = CodeItems.adding(code);
        values.put(":end", Attributes.seconds(code.expiresAt().plusSeconds(1)));
        databases
                .home()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(UserItems.codesKey(userId))
                                        .updateExpression(CodeItems.ADD + ", expires_at = :end")
                                        .expressionAttributeValues(values));
    }

    @Override
    public SentCodes attempt(String userId, Instant now) {
        try {
            return CodeItems.codes(
                    databases
                            .home()
                            .updateItem(
                                    update -> {
                                        update.tableName(table).key(UserItems.codesKey(userId));
                                        CodeItems.attempt(update, now);
                                    })
                            .attributes());
        } catch (ConditionalCheckFailedException _) {
            return new SentCodes(List.of());
        }
    }
}
