package com.ieltsaiprep.local.control;

/**
 * Test account that has attempts, the rights to take a test, and is signed in in the home region.
 *
 * @param accessToken bearer token of API requests, valid for an hour
 * @param refreshToken token that is exchanged for a new access token
 */
public record TestAccount(String email, String password, String accessToken, String refreshToken) {
    /** Returns the e-mail address only, because the password and the tokens are secret. */
    @Override
    public String toString() {
        return "TestAccount[" + email + "]";
    }
}
