package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.EmailAddress;

/**
 * By what a person signs in. It is kept under the e-mail address, and so makes it unique.
 *
 * @param userId whose it is
 * @param passwordHash as {@link com.ieltsaiprep.api.password.Passwords} made it
 */
public record Login(EmailAddress email, String userId, String passwordHash) {
    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Login[" + userId + "]";
    }
}
