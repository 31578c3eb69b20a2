package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.account.Codes;
import com.ieltsaiprep.api.account.SentCode;
import com.ieltsaiprep.api.account.SentCode.Purpose;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Codes in the table of users, at home. */
public final class DynamoCodes implements Codes {
    private final Databases databases;
    private final String table;

    /** In these databases. */
    public DynamoCodes(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.USERS);
    }

    @Override
    public void put(SentCode code) {
        databases.home().putItem(put -> put.tableName(table).item(UserItems.of(code)));
    }

    @Override
    public Optional<String> attempt(Purpose purpose, String userId, Instant now) {
        try {
            return Attributes.maybeText(
                    databases
                            .home()
                            .updateItem(
                                    update ->
                                            update.tableName(table)
                                                    .key(UserItems.key(purpose, userId))
                                                    .updateExpression("ADD tries :one")
                                                    .conditionExpression(
                                                            "tries < :most AND expires_at > :now")
                                                    .expressionAttributeValues(
                                                            Map.of(
                                                                    ":one", Attributes.number(1),
                                                                    ":most",
                                                                            Attributes.number(
                                                                                    TRIES),
                                                                    ":now",
                                                                            Attributes.seconds(
                                                                                    now)))
                                                    .returnValues(ReturnValue.ALL_NEW))
                            .attributes(),
                    UserItems.CODE_HASH);
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }
}
