package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

/**
 * Credentials of an account: its id and the hash of its password. They are stored under the e-mail
 * address, so that an address has at most one account.
 *
 * @param userId the account's id
 * @param passwordHash made by {@link com.ieltsaiprep.api.platform.password.Passwords}
 */
public record StoredCredentials(EmailAddress email, String userId, String passwordHash) {
    /** Returns the account's id only, so that logs hold neither e-mail address nor hash. */
    @Override
    public String toString() {
        return "StoredCredentials[" + userId + "]";
    }
}
