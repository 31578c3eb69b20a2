package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.StudyGoal;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Factory of accounts for tests in the home region. */
public final class AccountFixtures {
    private static final Instant CREATED_AT = Instant.parse("2025-12-01T00:00:00Z");

    private AccountFixtures() {}

    /** Creates an account with an address of its own, and returns its id. */
    public static String create(RegionalDynamo dynamo) {
        return create(dynamo, UUID.randomUUID() + "@example.com");
    }

    /** Creates an account whose password matches nothing, and returns its id. */
    public static String create(RegionalDynamo dynamo, String email) {
        return create(dynamo, email, "no hash");
    }

    /** Creates an account with the hash of its password, and returns its id. */
    public static String create(RegionalDynamo dynamo, String email, String passwordHash) {
        String userId = UUID.randomUUID().toString();
        EmailAddress address = new EmailAddress(email);
        Account account =
                new Account(
                        userId,
                        address,
                        "An",
                        CREATED_AT,
                        List.of(new Consent("2025-11-01", CREATED_AT)),
                        CREATED_AT,
                        CREATED_AT,
                        StudyGoal.NONE);
        boolean created =
                dynamo.homeTransaction()
                        .add(
                                dynamo.home(Table.USERS),
                                AccountItems.create(account),
                                AccountItems.claimEmail(
                                        new StoredCredentials(address, userId, passwordHash)))
                        .commit();
        if (!created) {
            throw new IllegalStateException("the address has an account");
        }
        return userId;
    }

    /** Replaces an account by its tombstone, and releases its e-mail address. */
    public static void delete(RegionalDynamo dynamo, String userId) {
        Account account = new DynamoAccounts(dynamo).find(userId).orElseThrow();
        dynamo.homeTransaction()
                .add(
                        dynamo.home(Table.USERS),
                        AccountItems.delete(account, CREATED_AT),
                        AccountItems.releaseEmail(account))
                .commit();
    }
}
