package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.jspecify.annotations.Nullable;

/**
 * What a person says who wants an account.
 *
 * @param name null if they give none
 * @param termsVersion of the terms to which they agree
 */
record NewAccount(EmailAddress email, String password, @Nullable String name, String termsVersion) {
    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "NewAccount";
    }
}
