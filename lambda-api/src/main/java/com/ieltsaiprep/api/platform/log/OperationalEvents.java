package com.ieltsaiprep.api.platform.log;

import com.ieltsaiprep.api.session.SignInEvents;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes for operators what happens within requests. */
public final class OperationalEvents implements SignInEvents {
    private static final String FUNCTION = "function";
    private static final String REGION = "region";

    private final Log log;

    /** Into this log. */
    public OperationalEvents(Log log) {
        this.log = log;
    }

    @Override
    public void signedIn(String userId, Way way) {
        log.line(
                "signed_in",
                Map.of("user_id", userId, "way", way.name().toLowerCase(Locale.ROOT)),
                one(Metric.SIGN_INS, FUNCTION, REGION, "way"));
    }

    @Override
    public void refreshTokenReused() {
        log.line("refresh_token_reused", Map.of(), one(Metric.TOKEN_REUSES, FUNCTION, REGION));
    }

    @Override
    public void signInLeft(String userId, RuntimeException why) {
        leftOver("sign_ins", userId, why);
    }

    /**
     * A request was let through that could not be counted.
     *
     * @param limit its name
     */
    public void uncounted(String limit) {
        log.line(
                "uncounted",
                Map.of("limit", limit),
                one(Metric.UNCOUNTED, FUNCTION, REGION, "limit"));
    }

    /** A letter could not be sent. */
    public void letterUnsent(Exception why) {
        log.fault("letter_unsent", Map.of(), why, one(Metric.LETTERS_UNSENT, FUNCTION, REGION));
    }

    /**
     * Something stayed undone that nobody can ask for again.
     *
     * @param what its name
     */
    public void leftOver(String what, String userId, RuntimeException why) {
        log.fault(
                "left_over",
                Map.of("what", what, "user_id", userId),
                why,
                one(Metric.LEFTOVERS, FUNCTION, REGION, "what"));
    }

    /** A profile was shown without the attempts, which could not be read. */
    public void attemptsUnread() {
        log.line("attempts_unread", Map.of(), one(Metric.ATTEMPTS_UNREAD, FUNCTION, REGION));
    }

    /** The configuration could not be read, and is as it was last known. */
    public void configUnread(RuntimeException why) {
        log.fault("config_unread", Map.of(), why);
    }

    private static Log.Metrics one(Metric metric, String... dimensions) {
        return new Log.Metrics(List.of(dimensions), Map.of(metric, 1L));
    }
}
