package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Guard of accounts: tells which sessions of an account are valid, revokes them, and keeps other
 * features from writing for a deleted account, of which only a tombstone is left.
 */
public final class AccountGuard {
    private final RegionalDynamo dynamo;

    /** Creates a guard over the tables of accounts. */
    public AccountGuard(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /**
     * Reads the validity of an account's sessions in the function's own region, where it may be
     * seconds old; in the home region if the own one does not know the account yet.
     *
     * @return empty if there is no such account
     */
    public Optional<SessionValidity> validity(String userId) {
        DynamoTable own = dynamo.own(Table.USERS);
        return own.getEventually(AccountItems.key(userId))
                .map(AccountItems::validity)
                .or(() -> currentValidity(userId));
    }

    /**
     * Reads the validity of an account's sessions in the home region, with strong consistency.
     *
     * @return empty if there is no such account
     */
    public Optional<SessionValidity> currentValidity(String userId) {
        return dynamo.home(Table.USERS).get(AccountItems.key(userId)).map(AccountItems::validity);
    }

    /**
     * Revokes all sessions that began before a time; does nothing if there is no such account, or
     * if a later time is set already.
     */
    public void revokeSessionsBefore(String userId, Instant time) {
        dynamo.home(Table.USERS).write(AccountItems.revokeSessionsOnceBefore(userId, time));
    }

    /**
     * Returns the condition check that makes a transaction of the home region fail if the account
     * was deleted (tombstone) or never existed. It belongs to the table of users.
     */
    public ItemWrite requireAccount(String userId) {
        Map<String, AttributeValue> key = AccountItems.key(userId);
        return ItemWrite.check(key).onlyIf(AccountItems.EXISTS);
    }
}
