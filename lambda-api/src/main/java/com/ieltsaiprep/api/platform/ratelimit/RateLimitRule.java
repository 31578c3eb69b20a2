package com.ieltsaiprep.api.platform.ratelimit;

import java.time.Duration;
import java.util.Locale;

/**
 * How often something may be done by, or to, one subject within a window of time. A school, or a
 * whole town behind a mobile provider, may be one network: what is counted by network alone is
 * there to stop floods, not people. What one is, {@link RateLimitKey#network} says.
 *
 * <p>Windows stand still, since one count is one write: around a border between two, up to twice as
 * many are let through within the length of one.
 */
public enum RateLimitRule {
    /** Passwords tried for an account from a network. */
    SIGN_IN_ACCOUNT_NETWORK(10, Duration.ofMinutes(15)),
    /** Passwords tried from a network. */
    SIGN_IN_NETWORK(500, Duration.ofMinutes(15)),
    /** Passwords tried for an account, from all networks that it does not know. */
    SIGN_IN_ACCOUNT(100, Duration.ofHours(1)),
    /** Passwords tried by somebody who is signed in, to change or delete. */
    PASSWORD_ACCOUNT(10, Duration.ofMinutes(15)),
    /** Accounts asked for from a network. */
    REGISTER_NETWORK(100, Duration.ofHours(1)),
    /** Accounts asked for with the addresses of one mailbox from a network; each is a mail. */
    REGISTER_ACCOUNT_NETWORK(3, Duration.ofHours(1)),
    /** Codes asked for from a network. */
    MAIL_NETWORK(200, Duration.ofHours(1)),
    /** Codes asked for with the addresses of one mailbox from a network; each is a mail. */
    MAIL_ACCOUNT_NETWORK(3, Duration.ofHours(1)),
    /**
     * Mails asked for with the addresses of one mailbox, accounts and codes, from all networks that
     * they do not know: enough for one who errs on two devices while a stranger asks as well, and
     * no flood.
     */
    MAIL_ACCOUNT(10, Duration.ofHours(1)),
    /** Codes tried from a network; a code takes some hundred tries besides. */
    CODE_NETWORK(100, Duration.ofMinutes(15)),
    /** Changes of one person's profile. */
    PROFILE_ACCOUNT(60, Duration.ofMinutes(15)),
    /** Exports of all that is held of one person. */
    EXPORT_ACCOUNT(10, Duration.ofHours(1)),
    /** Refresh tokens tried from a network. */
    REFRESH_NETWORK(600, Duration.ofMinutes(1)),
    /** Access tokens shown from a network that the region they name does not know either. */
    FOREIGN_TOKEN_NETWORK(60, Duration.ofMinutes(1)),
    /** Sign-ins by QR code begun from a network. */
    QR_GENERATE(60, Duration.ofMinutes(1)),
    /** Polls from a network that find no sign-in by QR code. */
    QR_POLL(600, Duration.ofMinutes(1)),
    /** Sign-ins by QR code looked at or decided by one person. */
    QR_DECIDE(30, Duration.ofMinutes(1)),
    /** Tickets asked for by one person. */
    TICKET(60, Duration.ofMinutes(1)),
    /** Reports of the app from a network. */
    CLIENT_EVENTS(300, Duration.ofMinutes(1));

    private final int most;
    private final Duration window;

    RateLimitRule(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /** How often within a window. */
    public int most() {
        return most;
    }

    /** How long a window is; each begins at a multiple of its length since 1970. */
    public Duration window() {
        return window;
    }

    /** Its name in keys, logs and metrics. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
