package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

/**
 * Request for a new account.
 *
 * @param name null if none was given
 * @param termsVersion of the terms of service that were accepted
 */
record NewAccount(EmailAddress email, String password, @Nullable String name, String termsVersion) {
    /** Returns a constant text, so that logs hold no personal data. */
    @Override
    public String toString() {
        return "NewAccount";
    }
}
