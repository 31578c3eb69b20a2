package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Optional;

/** Account store: reads accounts and their credentials from the DynamoDB table of users. */
public final class DynamoAccounts {
    private final RegionalDynamo dynamo;

    /** Creates an account store that reads in the function's own region and in the home region. */
    public DynamoAccounts(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /**
     * Reads the credentials of an e-mail address in the home region, which writes all accounts;
     * empty if the address has no account.
     */
    public Optional<StoredCredentials> credentials(EmailAddress email) {
        return dynamo.home(Table.USERS)
                .get(AccountItems.key(email))
                .map(item -> AccountItems.credentials(email, item));
    }

    /**
     * Reads an account in the home region, which writes all accounts, with strong consistency;
     * empty if the account never existed or was deleted.
     */
    public Optional<Account> find(String userId) {
        return account(dynamo.home(Table.USERS).get(AccountItems.key(userId)));
    }

    /**
     * Reads an account in the function's own region, whose copy may be seconds old. If that region
     * does not have the account yet, reads in the home region, which writes all accounts.
     *
     * @return empty if the account never existed or was deleted
     */
    public Optional<Account> findNearby(String userId) {
        if (dynamo.isHome()) {
            return find(userId);
        }
        DynamoTable own = dynamo.own(Table.USERS);
        var item = own.getEventually(AccountItems.key(userId));
        return item.isEmpty() ? find(userId) : account(item);
    }

    private static Optional<Account> account(Optional<Map<String, AttributeValue>> item) {
        return item.filter(found -> !AccountItems.isTombstone(found)).map(AccountItems::account);
    }
}
