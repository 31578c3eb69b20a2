package com.ieltsaiprep.api.session;

/** Told of what happens to sign-ins; what it writes has no e-mail address, name, IP or token. */
public interface SignInEvents {
    /** By what somebody signed in. */
    enum Way {
        /** E-mail address and password. */
        PASSWORD,
        /** A QR code that they approved in the app. */
        QR_CODE
    }

    /** Somebody signed in. */
    void signedIn(String userId, Way way);

    /** A refresh token was shown that had been exchanged before: its sign-in was ended. */
    void refreshTokenReused();

    /** A sign-in has ended, and what this region knows of it stayed: it goes by itself. */
    void signInLeft(String userId, RuntimeException why);
}
