package com.ieltsaiprep.api.platform.log;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Operational events: log lines and metrics of what operators must know. No line has an e-mail
 * address, a name, an IP address or a token.
 */
public final class OperationalEvents {
    private static final String FUNCTION = "function";
    private static final String REGION = "region";

    private final Log log;

    /** Credentials that began a session. */
    public enum SignInMethod {
        /** E-mail address and password. */
        PASSWORD,
        /** A QR code that was approved in the app. */
        QR_CODE
    }

    /** Work that was left undone after a change that cannot be taken back. */
    public enum Cleanup {
        /** Sessions that are invalid already, and will expire. */
        SIGN_INS,
        /** The session that was to begin after a password change; its user can sign in. */
        SIGN_IN,
        /** Personal data of a deleted account; an operator can finish its deletion. */
        DELETION
    }

    /** Creates events that go to a log. */
    public OperationalEvents(Log log) {
        this.log = log;
    }

    /** Reports that a session began. */
    public void signedIn(String userId, SignInMethod method) {
        log.line(
                "signed_in",
                Map.of("user_id", userId, "method", slug(method)),
                one(Metric.SIGN_INS, FUNCTION, REGION, "method"));
    }

    /** Reports the reuse of a refresh token, which revoked its session. */
    public void refreshTokenReused() {
        log.line("refresh_token_reused", Map.of(), one(Metric.TOKEN_REUSES, FUNCTION, REGION));
    }

    /** Reports a request that was allowed although its rate limit could not be counted. */
    public void rateLimitUncounted(String rule) {
        log.line(
                "rate_limit_uncounted",
                Map.of("limit", rule),
                one(Metric.RATE_LIMIT_UNCOUNTED, FUNCTION, REGION, "limit"));
    }

    /** Reports an e-mail that was not sent. */
    public void emailNotSent(Exception cause) {
        log.fault("email_not_sent", Map.of(), cause, one(Metric.EMAILS_NOT_SENT, FUNCTION, REGION));
    }

    /** Reports work that was left undone, and that its user cannot ask for again. */
    public void cleanupFailed(Cleanup what, String userId, RuntimeException cause) {
        log.fault(
                "cleanup_failed",
                Map.of("what", slug(what), "user_id", userId),
                cause,
                one(Metric.CLEANUP_FAILURES, FUNCTION, REGION, "what"));
    }

    /** Reports a profile that was shown without attempts, because the ledger was unavailable. */
    public void attemptsUnavailable() {
        log.line(
                "attempts_unavailable",
                Map.of(),
                one(Metric.ATTEMPTS_UNAVAILABLE, FUNCTION, REGION));
    }

    /** Reports that the app configuration could not be read; the last known one holds. */
    public void appConfigUnavailable(RuntimeException cause) {
        log.fault("app_config_unavailable", Map.of(), cause);
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Log.Metrics one(Metric metric, String... dimensions) {
        return new Log.Metrics(List.of(dimensions), Map.of(metric, 1L));
    }
}
