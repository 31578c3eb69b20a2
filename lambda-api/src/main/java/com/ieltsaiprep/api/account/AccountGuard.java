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
 * features from writing for a deleted account, of which only a tombstone (id and time of deletion)
 * is left.
 */
public final class AccountGuard {
    private final RegionalDynamo dynamo;

    /** Creates a guard that reads accounts in the function's own region and in the home region. */
    public AccountGuard(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /**
     * Reads which sessions of an account are valid, in the function's own region, whose copy may be
     * seconds old. If that region does not have the account yet, reads in the home region, which
     * writes all accounts.
     *
     * @return empty if the account never existed; a deleted account allows no session
     */
    public Optional<SessionValidity> validity(String userId) {
        DynamoTable own = dynamo.own(Table.USERS);
        return own.getEventually(AccountItems.key(userId))
                .map(AccountItems::validity)
                .or(() -> currentValidity(userId));
    }

    /**
     * Reads which sessions of an account are valid, with strong consistency, from the home region,
     * which writes all accounts.
     *
     * @return empty if the account never existed; a deleted account allows no session
     */
    public Optional<SessionValidity> currentValidity(String userId) {
        return dynamo.home(Table.USERS).get(AccountItems.key(userId)).map(AccountItems::validity);
    }

    /**
     * Revokes all sessions of an account that began before {@code time}. Does nothing if there is
     * no such account, or if its sessions before this or a later time were revoked already.
     */
    public void revokeSessionsBefore(String userId, Instant time) {
        dynamo.home(Table.USERS).write(AccountItems.revokeSessionsBefore(userId, time));
    }

    /**
     * Returns a condition check that makes a transaction fail if an account was deleted or never
     * existed. The caller adds the check, for the table of users, to a transaction of the home
     * region, which writes all accounts.
     */
    public ItemWrite requireAccount(String userId) {
        Map<String, AttributeValue> key = AccountItems.key(userId);
        return ItemWrite.check(key).onlyIf(AccountItems.EXISTS);
    }
}
