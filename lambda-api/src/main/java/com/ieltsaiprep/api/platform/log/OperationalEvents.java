package com.ieltsaiprep.api.platform.log;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reporter of operational events: logs what operators must know, with metrics. No log line has an
 * e-mail address, a name, an IP address or a token.
 */
public final class OperationalEvents {
    private static final String FUNCTION = "function";
    private static final String REGION = "region";

    private final Log log;

    /** Creates a reporter of operational events that writes to the given log. */
    public OperationalEvents(Log log) {
        this.log = log;
    }

    /** Reports that a user has signed in with e-mail address and password. */
    public void signedInByPassword(String userId) {
        signedIn(userId, "password");
    }

    /** Reports that a user has signed a browser in by a QR code, approved on another device. */
    public void signedInByQrCode(String userId) {
        signedIn(userId, "qr_code");
    }

    private void signedIn(String userId, String method) {
        log.line(
                "signed_in",
                Map.of("user_id", userId, "method", method),
                one(Metric.SIGN_INS, FUNCTION, REGION, "method"));
    }

    /** Reports that the reuse of an exchanged refresh token has revoked its session. */
    public void refreshTokenReused() {
        log.line("refresh_token_reused", Map.of(), one(Metric.TOKEN_REUSES, FUNCTION, REGION));
    }

    /** Reports a request that was allowed because a rate limit could not count it. */
    public void rateLimitUncounted(String rule) {
        log.line(
                "rate_limit_uncounted",
                Map.of("limit", rule),
                one(Metric.RATE_LIMIT_UNCOUNTED, FUNCTION, REGION, "limit"));
    }

    /** Reports that an e-mail was not sent. */
    public void emailNotSent(Exception cause) {
        log.fault("email_not_sent", Map.of(), cause, one(Metric.EMAILS_NOT_SENT, FUNCTION, REGION));
    }

    /** Reports that revoked sessions were not deleted; DynamoDB deletes them at their expiry. */
    public void sessionsNotDeleted(String userId, RuntimeException cause) {
        cleanupFailed("sign_ins", userId, cause);
    }

    /** Reports that a password was changed, but no new session could be issued to the user. */
    public void signInFailedAfterPasswordChange(String userId, RuntimeException cause) {
        cleanupFailed("sign_in", userId, cause);
    }

    /** Reports that deleting an account may have left data, which an operator must erase. */
    public void deletionIncomplete(String userId, RuntimeException cause) {
        cleanupFailed("deletion", userId, cause);
    }

    /** Reports that conversations could not be ended; they go on until they end by themselves. */
    public void conversationsNotEnded(String userId, RuntimeException cause) {
        cleanupFailed("conversations", userId, cause);
    }

    /** Reports that ended sessions may stay in the session cache until their entries expire. */
    public void cachedSessionsNotRemoved(String userId) {
        log.line(
                "cleanup_failed",
                Map.of("what", "cached_sign_ins", "user_id", userId),
                one(Metric.CLEANUP_FAILURES, FUNCTION, REGION, "what"));
    }

    /** Reports an attempt that could not be consumed or released; the next read tries it again. */
    public void attemptUnsettled(String userId, RuntimeException cause) {
        cleanupFailed("attempt", userId, cause);
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

    /** Reports that the app configuration could not be read; the last one known stays in use. */
    public void appConfigUnavailable(RuntimeException cause) {
        log.fault("app_config_unavailable", Map.of(), cause);
    }

    /**
     * Writes an event that an app has reported, with its metrics, to the log.
     *
     * @param fields of the log line; {@code type} and {@code asked} are dimensions of the metrics
     * @param ms the duration that the app has measured; empty for an event without duration
     */
    public void clientEvent(Map<String, Object> fields, Optional<Long> ms) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        values.put(Metric.CLIENT_EVENTS, 1L);
        ms.ifPresent(it -> values.put(Metric.CLIENT_DELAY, it));
        log.line("client_event", fields, new Log.Metrics(List.of("type", "asked"), values));
    }

    /**
     * Reports a run of a marking, with its usage of models.
     *
     * @param fields further fields of the log line
     * @param ms duration of the run
     */
    public void markingEnded(
            String outcome,
            Map<String, Object> fields,
            long ms,
            long inputTokens,
            long outputTokens) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("outcome", outcome);
        log.line(
                "marking_ended",
                all,
                new Log.Metrics(
                        List.of(FUNCTION, REGION, "outcome"),
                        Map.of(
                                Metric.MARKINGS,
                                1L,
                                Metric.MARKING_TIME,
                                ms,
                                Metric.MODEL_INPUT_TOKENS,
                                inputTokens,
                                Metric.MODEL_OUTPUT_TOKENS,
                                outputTokens)));
    }

    private static Log.Metrics one(Metric metric, String... dimensions) {
        return new Log.Metrics(List.of(dimensions), Map.of(metric, 1L));
    }
}
