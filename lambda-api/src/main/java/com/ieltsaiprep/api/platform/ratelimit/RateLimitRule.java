package com.ieltsaiprep.api.platform.ratelimit;

import java.time.Duration;
import java.util.Locale;

/**
 * Rule of a rate limit: the number of attempts that are allowed per key and window of time. Limits
 * per network ({@link RateLimitKey#network}) are high, because the people of a whole school or town
 * may share one network; such limits only stop floods of requests.
 *
 * <p>Windows are fixed, so that counting an attempt takes one write only. Therefore up to twice the
 * limit is allowed in a short time around the end of a window.
 */
public enum RateLimitRule {
    /** Password attempts for an account from a network. */
    SIGN_IN_ACCOUNT_NETWORK(10, Duration.ofMinutes(15)),
    /** Password attempts from a network. */
    SIGN_IN_NETWORK(500, Duration.ofMinutes(15)),
    /** Password attempts for an account, from all networks that are not known for it. */
    SIGN_IN_ACCOUNT(100, Duration.ofHours(1)),
    /**
     * Password attempts of a signed-in account holder, to change the password or delete the
     * account.
     */
    PASSWORD_ACCOUNT(10, Duration.ofMinutes(15)),
    /** Registrations from a network. */
    REGISTER_NETWORK(100, Duration.ofHours(1)),
    /** Registrations with addresses of one mailbox from a network; each sends an e-mail. */
    REGISTER_ACCOUNT_NETWORK(3, Duration.ofHours(1)),
    /** E-mailed codes requested from a network, password resets among them. */
    MAIL_NETWORK(200, Duration.ofHours(1)),
    /** E-mailed codes for addresses of one mailbox from a network, password resets among them. */
    MAIL_ACCOUNT_NETWORK(3, Duration.ofHours(1)),
    /**
     * E-mails to addresses of one mailbox, requested from all networks that are not known for it:
     * enough for a user who errs on two devices while a stranger asks as well, and no flood.
     */
    MAIL_ACCOUNT(10, Duration.ofHours(1)),
    /** Code guesses from a network; each code has a limit of its own besides. */
    CODE_NETWORK(100, Duration.ofMinutes(15)),
    /** Profile changes of an account. */
    PROFILE_ACCOUNT(60, Duration.ofMinutes(15)),
    /** Data exports of an account. */
    EXPORT_ACCOUNT(10, Duration.ofHours(1)),
    /** Refresh tokens presented from a network. */
    REFRESH_NETWORK(600, Duration.ofMinutes(1)),
    /** Unknown access tokens of another region, presented from a network. */
    FOREIGN_TOKEN_NETWORK(60, Duration.ofMinutes(1)),
    /** QR sign-ins started from a network. */
    QR_GENERATE(60, Duration.ofMinutes(1)),
    /** Polls from a network for an unknown QR sign-in. */
    QR_POLL(600, Duration.ofMinutes(1)),
    /** QR sign-ins viewed or decided by an account. */
    QR_DECIDE(30, Duration.ofMinutes(1)),
    /** Tickets requested by an account. */
    TICKET(60, Duration.ofMinutes(1)),
    /** Writing tests submitted by an account, repeated requests and re-marks among them. */
    MARKING(60, Duration.ofHours(1)),
    /** Event reports of apps from a network. */
    CLIENT_EVENTS(300, Duration.ofMinutes(1));

    private final int limit;
    private final Duration window;

    RateLimitRule(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Returns the number of attempts that the rule allows per key in a window of time. */
    public int limit() {
        return limit;
    }

    /** Returns the length of the rule's windows; each begins at a multiple of it since 1970. */
    public Duration window() {
        return window;
    }

    /** Returns the rule's name in database keys and logs, such as {@code sign_in_network}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
