package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountWrites;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transactions;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.registration.Registration.Waiting;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registrations in the table of users, at home. */
public final class DynamoRegistrations implements RegistrationStore {
    private final RegionalDynamo dynamo;
    private final String table;
    private final AccountWrites writes;

    /** In these databases. */
    public DynamoRegistrations(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.USERS);
        this.writes = new AccountWrites(table);
    }

    @Override
    public void put(Waiting registration) {
        dynamo.home().putItem(put -> put.tableName(table).item(RegistrationItems.of(registration)));
    }

    @Override
    public Optional<Registration> find(String key) {
        Map<String, AttributeValue> item =
                dynamo.home()
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
    public boolean add(String key, EmailedCode code) {
        try {
            dynamo.home()
                    .updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(RegistrationItems.key(key))
                                            .updateExpression(EmailedCodeItems.ADD)
                                            .conditionExpression(RegistrationItems.WAITS)
                                            .expressionAttributeValues(
                                                    EmailedCodeItems.adding(code)));
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
                            dynamo.home()
                                    .updateItem(
                                            update -> {
                                                update.tableName(table)
                                                        .key(RegistrationItems.key(key));
                                                EmailedCodeItems.attempt(update, now);
                                            })
                                    .attributes()));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean confirm(Waiting registration, Account account, Instant keptUntil) {
        return Transactions.write(
                dynamo.home(),
                List.of(
                        writes.create(account),
                        writes.take(registration.login()),
                        writes.settle(registration.key(), keptUntil)));
    }
}
