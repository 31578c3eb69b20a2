package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;

/**
 * Conditional writes of accounts and credentials, for transactions of the home region over the
 * table of users.
 */
public final class AccountWrites {
    private static final String NOT_TAKEN = "attribute_not_exists(" + Table.USERS.hashKey() + ")";

    private AccountWrites() {}

    /** Creates an account, on the condition that its id is new. */
    public static ItemWrite create(Account account) {
        return ItemWrite.put(AccountItems.of(account)).onlyIf(NOT_TAKEN);
    }

    /** Stores the credentials of an e-mail address, on the condition that it has no account. */
    public static ItemWrite claimEmail(StoredCredentials credentials) {
        return ItemWrite.put(AccountItems.of(credentials)).onlyIf(NOT_TAKEN);
    }

    /**
     * Replaces a password's hash, on the condition that neither the password was changed nor the
     * address given to another account.
     */
    public static ItemWrite changePassword(StoredCredentials credentials, String hash) {
        return ItemWrite.update(AccountItems.key(credentials.email()), "SET password_hash = :after")
                .onlyIf("owner_id = :owner AND password_hash = :before")
                .with(":owner", Attributes.text(credentials.userId()))
                .with(":before", Attributes.text(credentials.passwordHash()))
                .with(":after", Attributes.text(hash));
    }

    /** Revokes all sessions that began before a time, on the condition that the account exists. */
    public static ItemWrite revokeSessionsBefore(String userId, Instant time) {
        return ItemWrite.update(AccountItems.key(userId), "SET sessions_valid_after = :time")
                .onlyIf(AccountItems.EXISTS)
                .with(":time", Attributes.millis(time));
    }

    /** Does the same, on the condition that no later time is set. */
    static ItemWrite revokeSessionsOnceBefore(String userId, Instant time) {
        return revokeSessionsBefore(userId, time)
                .onlyIf(AccountItems.EXISTS + " AND sessions_valid_after < :time");
    }

    /** Replaces an account by its tombstone, on the condition that it exists. */
    public static ItemWrite delete(Account account, Instant at) {
        return ItemWrite.put(AccountItems.tombstone(account.userId(), at))
                .onlyIf(AccountItems.EXISTS);
    }

    /** Deletes an account's credentials, on the condition that the address is still its own. */
    public static ItemWrite releaseEmail(Account account) {
        return ItemWrite.delete(AccountItems.key(account.email()))
                .onlyIf("owner_id = :owner")
                .with(":owner", Attributes.text(account.userId()));
    }
}
