package com.ieltsaiprep.api.platform.log;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operational events: log lines and metrics of what operators must know. No line has an e-mail
 * address, a name, an IP address or a token.
 */
public final class OperationalEvents {
    private static final String FUNCTION = "function";
    private static final String REGION = "region";

    private final Log log;

    /** Creates events that go to a log. */
    public OperationalEvents(Log log) {
        this.log = log;
    }

    /** Reports a session that began with e-mail address and password. */
    public void signedInByPassword(String userId) {
        signedIn(userId, "password");
    }

    /** Reports a session that began with a QR code that was approved in the app. */
    public void signedInByQrCode(String userId) {
        signedIn(userId, "qr_code");
    }

    private void signedIn(String userId, String method) {
        log.line(
                "signed_in",
                Map.of("user_id", userId, "method", method),
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

    /** Reports revoked sessions that were not deleted; they expire. */
    public void sessionsNotDeleted(String userId, RuntimeException cause) {
        cleanupFailed("sign_ins", userId, cause);
    }

    /** Reports that no session began after a password change; the user can sign in. */
    public void signInFailedAfterPasswordChange(String userId, RuntimeException cause) {
        cleanupFailed("sign_in", userId, cause);
    }

    /** Reports a deletion that may have left personal data; an operator can finish it. */
    public void deletionIncomplete(String userId, RuntimeException cause) {
        cleanupFailed("deletion", userId, cause);
    }

    private void cleanupFailed(String what, String userId, RuntimeException cause) {
        log.fault(
                "cleanup_failed",
                Map.of("what", what, "user_id", userId),
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

    /**
     * Writes an event that an app has reported, with its metrics.
     *
     * @param fields of the line; {@code type} and {@code asked} are the dimensions
     * @param ms the duration that the app has measured
     */
    public void clientEvent(Map<String, Object> fields, Optional<Long> ms) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        values.put(Metric.CLIENT_EVENTS, 1L);
        ms.ifPresent(it -> values.put(Metric.CLIENT_DELAY, it));
        log.line("client_event", fields, new Log.Metrics(List.of("type", "asked"), values));
    }

    private static Log.Metrics one(Metric metric, String... dimensions) {
        return new Log.Metrics(List.of(dimensions), Map.of(metric, 1L));
    }
}
