package com.ieltsaiprep.local.candidate;

/** Test account with attempts, signed in in the home region. */
public record TestAccount(String email, String password, String accessToken, String refreshToken) {
    /** Leaves out the password and the tokens. */
    @Override
    public String toString() {
        return "Somebody[" + email + "]";
    }
}
