package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

/**
 * Stored credentials: an account's id and password hash. They are stored under the e-mail address,
 * which so has one account at most.
 *
 * @param userId the account's id
 * @param passwordHash as {@link com.ieltsaiprep.api.platform.password.Passwords} made it
 */
public record StoredCredentials(EmailAddress email, String userId, String passwordHash) {
    /** Omits the address and the hash. */
    @Override
    public String toString() {
        return "StoredCredentials[" + userId + "]";
    }
}
