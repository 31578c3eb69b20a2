package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;
import java.util.Set;

/** Writer of passwords in the home region's table of users; all of its writes are conditional. */
final class DynamoCredentials {
    private final RegionalDynamo dynamo;
    private final AccountGuard accounts;

    DynamoCredentials(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.accounts = new AccountGuard(dynamo);
    }

    private DynamoTable users() {
        return dynamo.home(Table.USERS);
    }

    /**
     * Changes the password, and revokes all sessions that began before.
     *
     * @param credentials as they were when the old password was verified
     * @return false if the password was changed since then
     */
    boolean changePassword(StoredCredentials credentials, String passwordHash, Instant at) {
        return write(credentials, at, AccountItems.changePassword(credentials, passwordHash));
    }

    /**
     * Changes the password by a reset code, which is used up, and revokes all sessions that began
     * before.
     *
     * @return false if the code was used, or the password changed, since it was verified
     */
    boolean resetPassword(
            StoredCredentials credentials, String passwordHash, Instant at, String codeHash) {
        return write(
                credentials,
                at,
                AccountItems.changePassword(credentials, passwordHash),
                DynamoResetCodes.use(credentials.userId(), codeHash));
    }

    /** A later revocation, which a concurrent request has written, stays: it includes this one. */
    private boolean write(StoredCredentials credentials, Instant at, ItemWrite... writes) {
        String userId = credentials.userId();
        Set<Integer> failed = write(AccountItems.revokeSessionsBefore(userId, at), writes);
        return failed.equals(Set.of(0))
                ? write(accounts.requireAccount(userId), writes).isEmpty()
                : failed.isEmpty();
    }

    private Set<Integer> write(ItemWrite account, ItemWrite... writes) {
        return dynamo.homeTransaction().add(users(), account).add(users(), writes).commitOrFailed();
    }

    /** Stores another hash of the same password, unless the password was changed since. */
    void rehash(StoredCredentials credentials, String passwordHash) {
        users().write(AccountItems.changePassword(credentials, passwordHash));
    }
}
