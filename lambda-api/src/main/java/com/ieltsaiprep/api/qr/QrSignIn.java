package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrState.Approved;
import com.ieltsaiprep.api.qr.QrState.Denied;
import com.ieltsaiprep.api.qr.QrState.Pending;
import com.ieltsaiprep.api.qr.QrState.Used;
import com.ieltsaiprep.api.session.FamilyId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A browser that wants to be signed in.
 *
 * @param asked by whom, and when
 * @param polledAt when the browser last asked how far it is, to the millisecond
 */
public record QrSignIn(Asked asked, QrState state, Instant polledAt) {
    /** For how long a code may be decided on. */
    public static final Duration LIFETIME = Duration.ofMinutes(2);

    /**
     * For how long after that a browser may still fetch what was decided in time; and for how long
     * after it was given its session it may ask for it again, since the answer may be lost.
     */
    public static final Duration FETCHING = Duration.ofSeconds(30);

    /** How often a browser is told to ask. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    /** How often it may: networks move questions closer together. */
    static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1_500);

    /**
     * Who asks.
     *
     * @param code what a person may type instead
     * @param secretHash of the secret that only this browser has
     * @param browser in words, such as {@code Chrome on Windows}
     * @param place in words, such as {@code Vietnam}
     * @param at to the millisecond
     */
    public record Asked(
            UserCode code, String secretHash, String browser, String place, Instant at) {
        /** When nobody can decide any more. */
        public Instant until() {
            return at.plus(LIFETIME);
        }

        /** Without hash and place. */
        @Override
        public String toString() {
            return "Asked[%s, at=%s]".formatted(code, at);
        }
    }

    /** What a browser's question comes to. */
    sealed interface Polled {}

    /** Nobody has decided. */
    record Waits() implements Polled {}

    /** It asks too often. */
    record TooFast() implements Polled {}

    /**
     * It may have its session.
     *
     * @param approvedAt when somebody approved it
     * @param firstAt when it was given one first
     * @param earlier the sign-in that it was given before; it must end first
     */
    record Wins(String userId, Instant approvedAt, Instant firstAt, Optional<FamilyId> earlier)
            implements Polled {}

    /** Somebody said no. */
    record Refused() implements Polled {}

    /** It is too late, or was fetched a while ago. */
    record Over() implements Polled {}

    /** What a decision comes to. */
    sealed interface Decided {}

    /** It is to be written. */
    record Changes(QrState next) implements Decided {}

    /** It is written: the answer of the write was lost. */
    record Changed() implements Decided {}

    /** The same person has said the same before. */
    record Same() implements Decided {}

    /** Somebody was there before. */
    record Already() implements Decided {}

    /** It is too late. */
    record TooLate() implements Decided {}

    /** Whether a secret is this browser's. */
    boolean isOf(String secret) {
        return TokenGenerator.same(asked.secretHash(), TokenGenerator.hash(secret));
    }

    /** Whether it may still be shown to somebody who could decide. */
    boolean isOpen(Instant now) {
        return state instanceof Pending && now.isBefore(asked.until());
    }

    Polled poll(Instant now) {
        return switch (state) {
            case Pending _ when !now.isBefore(asked.until()) -> new Over();
            case Pending _ when isTooFast(now) -> new TooFast();
            case Pending _ -> new Waits();
            case Approved _ when !now.isBefore(asked.until().plus(FETCHING)) -> new Over();
            case Approved(String userId, Instant at) -> new Wins(userId, at, now, Optional.empty());
            case Denied _ -> new Refused();
            case Used(_, _, Instant at, _) when !now.isBefore(at.plus(FETCHING)) -> new Over();
            case Used _ when isTooFast(now) -> new TooFast();
            case Used(String userId, Instant approvedAt, Instant at, FamilyId family) ->
                    new Wins(userId, approvedAt, at, Optional.of(family));
        };
    }

    private boolean isTooFast(Instant now) {
        return now.isBefore(polledAt.plus(SHORTEST_INTERVAL));
    }

    /**
     * Decides on it.
     *
     * @param now when this was asked for first, to the millisecond
     */
    Decided decide(String userId, boolean approve, Instant now) {
        return switch (state) {
            case Pending _ when !now.isBefore(asked.until()) -> new TooLate();
            case Pending _ -> new Changes(approve ? new Approved(userId, now) : new Denied(userId));
            case Approved(String who, Instant at) when approve && who.equals(userId) ->
                    again(at, now);
            case Used(String who, Instant approvedAt, _, _) when approve && who.equals(userId) ->
                    again(approvedAt, now);
            case Denied(String who) when !approve && who.equals(userId) -> new Same();
            case Approved _, Used _, Denied _ -> new Already();
        };
    }

    private static Decided again(Instant approvedAt, Instant now) {
        return approvedAt.equals(now) ? new Changed() : new Same();
    }
}
