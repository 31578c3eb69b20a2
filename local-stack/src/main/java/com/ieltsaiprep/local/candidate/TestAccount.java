package com.ieltsaiprep.local.candidate;

/** Somebody with attempts, who is signed in in the home region. */
public record TestAccount(String email, String password, String accessToken, String refreshToken) {
    /** Without the password and the tokens. */
    @Override
    public String toString() {
        return "Somebody[" + email + "]";
    }
}
