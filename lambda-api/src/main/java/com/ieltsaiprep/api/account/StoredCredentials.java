package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

/**
 * By what a person signs in. It is kept under the e-mail address, and so makes it unique.
 *
 * @param userId whose it is
 * @param passwordHash as {@link com.ieltsaiprep.api.credentials.Passwords} made it
 */
public record StoredCredentials(EmailAddress email, String userId, String passwordHash) {
    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Login[" + userId + "]";
    }
}
