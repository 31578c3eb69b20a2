package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;

/** Writer of passwords in the home region's table of users; all of its writes are conditional. */
final class DynamoCredentials {
    private final RegionalDynamo dynamo;

    DynamoCredentials(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
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
        return dynamo.homeTransaction()
                .add(
                        users(),
                        AccountItems.changePassword(credentials, passwordHash),
                        AccountItems.revokeSessionsBefore(credentials.userId(), at))
                .commit();
    }

    /**
     * Changes the password by a reset code, which is used up, and revokes all sessions that began
     * before.
     *
     * @return false if the code was used, or the password changed, since it was verified
     */
    boolean resetPassword(
            StoredCredentials credentials, String passwordHash, Instant at, String codeHash) {
        return dynamo.homeTransaction()
                .add(
                        users(),
                        AccountItems.changePassword(credentials, passwordHash),
                        AccountItems.revokeSessionsBefore(credentials.userId(), at),
                        DynamoResetCodes.use(credentials.userId(), codeHash))
                .commit();
    }

    /** Stores another hash of the same password, unless the password was changed since. */
    void rehash(StoredCredentials credentials, String passwordHash) {
        users().write(AccountItems.changePassword(credentials, passwordHash));
    }
}
