package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.credentials.Passwords;
import com.ieltsaiprep.api.credentials.ResetCodes;
import com.ieltsaiprep.api.credentials.Tokens;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.profile.PersonalDataStore;
import com.ieltsaiprep.api.registration.RegistrationStore;

import java.util.List;

/**
 * What the accounts work with.
 *
 * @param holdings all that is held of people besides their accounts and sign-ins
 */
public record AccountParts(
        Stores records,
        Passwords passwords,
        EmailSender emailSender,
        Tokens tokens,
        List<PersonalDataStore> stores,
        CleanupFailures cleanupFailures) {
    /** What is kept of accounts, and of those that may become some. */
    public record Stores(Users users, RegistrationStore registrations, ResetCodes codes) {}

    /** Copies the list. */
    public AccountParts {
        stores = List.copyOf(stores);
    }
}
