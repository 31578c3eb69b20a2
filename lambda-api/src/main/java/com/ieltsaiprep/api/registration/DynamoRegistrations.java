package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.registration.Registration.Pending;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;
import java.util.Optional;

/** Registration store in the home region's table of users, by the hashes of their secrets. */
final class DynamoRegistrations {
    private final RegionalDynamo dynamo;

    DynamoRegistrations(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable users() {
        return dynamo.home(Table.USERS);
    }

    void put(Pending registration) {
        users().write(ItemWrite.put(RegistrationItems.of(registration)));
    }

    /** Reads a registration, expired or not. */
    Optional<Registration> find(String key) {
        return users().get(RegistrationItems.key(key)).map(RegistrationItems::registration);
    }

    /**
     * Adds a code and resets the count of guesses.
     *
     * @return false if the registration is not pending any more
     */
    boolean addCode(String key, OneTimeCode code, Instant now) {
        return users().write(
                        EmailedCodeItems.add(RegistrationItems.key(key), code, now, "")
                                .onlyIf(RegistrationItems.PENDING));
    }

    /**
     * Counts a guess, whatever comes of it.
     *
     * @return empty if there is no such registration, it has expired, or its guesses are used up
     */
    Optional<Registration> countGuess(String key, Instant now) {
        return users().update(EmailedCodeItems.countGuess(RegistrationItems.key(key), now))
                .map(RegistrationItems::registration);
    }

    /**
     * Creates the account, and deletes the registration's personal data.
     *
     * @param keptUntil how long it stays known that the registration was confirmed
     * @return false if the address has an account, or the registration was confirmed before
     */
    boolean confirm(Pending registration, Account account, Instant keptUntil) {
        return dynamo.homeTransaction()
                .add(
                        users(),
                        AccountItems.create(account),
                        AccountItems.claimEmail(registration.credentials()),
                        RegistrationItems.confirm(registration.key(), keptUntil))
                .commit();
    }
}
