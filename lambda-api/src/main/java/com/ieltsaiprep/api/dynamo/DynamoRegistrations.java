package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Registration;
import com.ieltsaiprep.api.account.Registration.Waiting;
import com.ieltsaiprep.api.account.RegistrationStore;
import com.ieltsaiprep.api.account.SentCode;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registrations in the table of users, at home. */
public final class DynamoRegistrations implements RegistrationStore {
    private final Databases databases;
    private final String table;
    private final UserWrites writes;

    /** In these databases. */
    public DynamoRegistrations(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.USERS);
        this.writes = new UserWrites(table);
    }

    @Override
    public void put(Waiting registration) {
        databases
                .home()
                .putItem(put -> put.tableName(table).item(RegistrationItems.of(registration)));
    }

    @Override
    public Optional<Registration> find(String key) {
        Map<String, AttributeValue> item =
                databases
                        .home()
                        .getItem(
                                get ->
                                        get.tableName(table)
                                                .key(RegistrationItems.key(key))
                                                .consistentRead(true))
                        .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(RegistrationItems.registration(item));
    }

    @Override
    public boolean add(String key, SentCode code) {
        try {
            databases
                    .home()
                    .updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(RegistrationItems.key(key))
                                            .updateExpression(CodeItems.ADD)
                                            .conditionExpression(RegistrationItems.WAITS)
                                            .expressionAttributeValues(CodeItems.adding(code)));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    @Override
    public Optional<Registration> attempt(String key, Instant now) {
        try {
            return Optional.of(
                    RegistrationItems.registration(
                            databases
                                    .home()
                                    .updateItem(
                                            update -> {
                                                update.tableName(table)
                                                        .key(RegistrationItems.key(key));
                                                CodeItems.attempt(update, now);
                                            })
                                    .attributes()));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean confirm(Waiting registration, Account account, Instant keptUntil) {
        return Transactions.write(
                databases.home(),
                List.of(
                        writes.create(account),
                        writes.take(registration.login()),
                        writes.settle(registration.key(), keptUntil)));
    }
}
