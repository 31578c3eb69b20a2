package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrState.Approved;
import com.ieltsaiprep.api.qr.QrState.Used;
import com.ieltsaiprep.api.session.FamilyId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * QR sign-in of a browser: a pure state machine of the device authorization flow (RFC 8628).
 *
 * @param polledAt when the browser last polled, to the millisecond
 */
record QrSignIn(Challenge challenge, QrState state, Instant polledAt) {
    /** The time to approve or deny a sign-in. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    /**
     * The time after that to redeem a decision that was made in time; and the time after a session
     * was given to poll for it again, since the response may be lost.
     */
    static final Duration REDEMPTION = Duration.ofSeconds(30);

    /** The interval at which a browser is told to poll. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    /** The shortest interval that is allowed: networks move polls closer together. */
    static final Duration MIN_INTERVAL = Duration.ofMillis(1_500);

    /**
     * Challenge of a browser, as it is stored.
     *
     * @param secretHash of the browser's secret
     * @param browser a display name such as {@code Chrome on Windows}
     * @param place a display name such as {@code Vietnam}
     * @param at when it was created, to the millisecond
     */
    record Challenge(UserCode code, String secretHash, String browser, String place, Instant at) {
        /** Returns the end of the time for a decision. */
        Instant expiresAt() {
            return at.plus(LIFETIME);
        }

        /** Returns the user code's first character and the time of the QR challenge, for logs. */
        @Override
        public String toString() {
            return "Challenge[%s, at=%s]".formatted(code, at);
        }
    }

    /** Result of a poll. */
    sealed interface PollResult {}

    /** No user has decided yet. */
    record Pending() implements PollResult {}

    /** The browser polls too often. */
    record TooFast() implements PollResult {}

    /**
     * The browser may have its session.
     *
     * @param approvedAt when a user approved it
     * @param firstAt when it was first given one
     * @param earlier the session that it was given before, which must be ended first
     */
    record Redeemable(
            String userId, Instant approvedAt, Instant firstAt, Optional<FamilyId> earlier)
            implements PollResult {}

    /** A user has denied it. */
    record Denied() implements PollResult {}

    /** The time is over, or the session was redeemed a while ago. */
    record Expired() implements PollResult {}

    /** Result of a decision. */
    sealed interface DecisionResult {}

    /** The decision must be stored. */
    record Change(QrState next) implements DecisionResult {}

    /** The decision is stored already: the response of the write was lost. */
    record Stored() implements DecisionResult {}

    /** Repetition of the user's own earlier decision. */
    record Repeated() implements DecisionResult {}

    /** Conflict with an earlier decision. */
    record Conflicting() implements DecisionResult {}

    /** The time for a decision is over. */
    record TooLate() implements DecisionResult {}

    /** Returns whether a secret is this browser's. */
    boolean hasSecret(String secret) {
        return TokenGenerator.matches(challenge.secretHash(), TokenGenerator.hash(secret));
    }

    /** Returns whether a user may still decide. */
    boolean isOpen(Instant now) {
        return state instanceof QrState.Pending && now.isBefore(challenge.expiresAt());
    }

    PollResult poll(Instant now) {
        return switch (state) {
            case QrState.Pending _ when !now.isBefore(challenge.expiresAt()) -> new Expired();
            case QrState.Pending _ when isTooFast(now) -> new TooFast();
            case QrState.Pending _ -> new Pending();
            case Approved _ when !now.isBefore(challenge.expiresAt().plus(REDEMPTION)) ->
                    new Expired();
            case Approved(String userId, Instant at) ->
                    new Redeemable(userId, at, now, Optional.empty());
            case QrState.Denied _ -> new Denied();
            case Used(_, _, Instant at, _) when !now.isBefore(at.plus(REDEMPTION)) -> new Expired();
            case Used _ when isTooFast(now) -> new TooFast();
            case Used(String userId, Instant approvedAt, Instant at, FamilyId family) ->
                    new Redeemable(userId, approvedAt, at, Optional.of(family));
        };
    }

    private boolean isTooFast(Instant now) {
        return now.isBefore(polledAt.plus(MIN_INTERVAL));
    }

    /**
     * Decides on the sign-in.
     *
     * @param now when the request was first made, to the millisecond
     */
    DecisionResult decide(String userId, boolean approve, Instant now) {
        return switch (state) {
            case QrState.Pending _ when !now.isBefore(challenge.expiresAt()) -> new TooLate();
            case QrState.Pending _ ->
                    new Change(approve ? new Approved(userId, now) : new QrState.Denied(userId));
            case Approved(String who, Instant at) when approve && who.equals(userId) ->
                    again(at, now);
            case Used(String who, Instant approvedAt, _, _) when approve && who.equals(userId) ->
                    again(approvedAt, now);
            case QrState.Denied(String who) when !approve && who.equals(userId) -> new Repeated();
            case Approved _, Used _, QrState.Denied _ -> new Conflicting();
        };
    }

    private static DecisionResult again(Instant approvedAt, Instant now) {
        return approvedAt.equals(now) ? new Stored() : new Repeated();
    }
}
