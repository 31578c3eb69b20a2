package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIn.Challenge;
import com.ieltsaiprep.api.qr.QrSignIn.DecisionResult;
import com.ieltsaiprep.api.qr.QrSignIn.PollResult;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.common.Region;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** QR sign-in service: signs in a browser that a user approves with another device. */
final class QrSignIns {
    /** The number of user codes that are tried, and of concurrent decisions that are waited for. */
    private static final int MAX_ATTEMPTS = 5;

    private final DynamoQrSignIns store;
    private final Sessions sessions;
    private final AccountGuard accounts;
    private final TokenGenerator tokens;
    private final InstantSource clock;
    private final Region own;

    QrSignIns(
            RegionalDynamo dynamo, Sessions sessions, TokenGenerator tokens, InstantSource clock) {
        this.store = new DynamoQrSignIns(dynamo);
        this.sessions = sessions;
        this.accounts = new AccountGuard(dynamo);
        this.tokens = tokens;
        this.clock = clock;
        this.own = dynamo.ownRegion();
    }

    /** A sign-in as a poll has found it. */
    record Polled(QrKey key, QrSignIn signIn, PollResult result) {}

    /**
     * A sign-in as a decision has found it.
     *
     * @param at when the decision was made
     */
    record Decided(Challenge challenge, Instant at, DecisionResult result) {}

    /** Result of redeeming an approved sign-in. */
    sealed interface RedeemResult {
        /** The browser has its session. */
        record Issued(IssuedTokens tokens) implements RedeemResult {}

        /** The browser has polled concurrently. */
        record TooFast() implements RedeemResult {}

        /** The session that the browser was given before has ended. */
        record Expired() implements RedeemResult {}
    }

    /**
     * Creates a sign-in of a browser.
     *
     * @param browser the display name of the browser
     * @param place the display name of its country
     */
    QrChallenge begin(String browser, String place) {
        QrId id = new QrId(own, tokens.nextId());
        String secret = tokens.nextSecret();
        return OptimisticLock.retry(MAX_ATTEMPTS, () -> create(id, secret, browser, place))
                .orElseThrow(() -> new IllegalStateException("no user code is free"));
    }

    private Optional<QrChallenge> create(QrId id, String secret, String browser, String place) {
        UserCode code = UserCode.next(own, tokens);
        Instant now = now();
        Challenge challenge = new Challenge(code, TokenGenerator.hash(secret), browser, place, now);
        return store.create(id.key(), new QrSignIn(challenge, new QrState.Pending(), now))
                ? Optional.of(new QrChallenge(id, code, secret))
                : Optional.empty();
    }

    /** Returns whether another region created a sign-in. */
    boolean isForeign(QrId id) {
        return id.region() != own;
    }

    /** Polls a sign-in; empty if it is unknown, or the secret is another browser's. */
    Optional<Polled> poll(QrId id, String secret) {
        QrKey key = id.key();
        return store.find(key)
                .filter(signIn -> signIn.hasSecret(secret))
                .map(signIn -> new Polled(key, signIn, poll(key, signIn)));
    }

    private PollResult poll(QrKey key, QrSignIn signIn) {
        Instant now = now();
        PollResult result = signIn.poll(now);
        return switch (result) {
            case QrSignIn.Pending _ ->
                    store.recordPoll(key, signIn.polledAt(), now) ? result : new QrSignIn.TooFast();
            // A user who has revoked all sessions since the approval has revoked this one too.
            case QrSignIn.Redeemable redeemable ->
                    isAllowed(redeemable) ? result : new QrSignIn.Denied();
            case QrSignIn.TooFast _, QrSignIn.Denied _, QrSignIn.Expired _ -> result;
        };
    }

    /**
     * Reads the home region: a session that is issued to a deleted account would live for weeks.
     */
    private boolean isAllowed(QrSignIn.Redeemable redeemable) {
        return accounts.currentValidity(redeemable.userId())
                .filter(validity -> validity.allows(redeemable.approvedAt()))
                .isPresent();
    }

    /**
     * Gives a browser its session. It is sent only once it is stored as the session of this
     * sign-in, and that only once an earlier one was ended for it. So a browser whose response was
     * lost gets another session, there are never two, and none replaces one that the user has
     * ended.
     */
    RedeemResult redeem(Polled polled, QrSignIn.Redeemable redeemable) {
        Optional<FamilyId> earlier = redeemable.earlier();
        return switch (earlier.map(sessions::end).orElse(Sessions.EndResult.DONE)) {
            case DONE -> issue(polled, redeemable);
            case NOT_FOUND -> new RedeemResult.Expired();
            case CONFLICT -> new RedeemResult.TooFast();
        };
    }

    private RedeemResult issue(Polled polled, QrSignIn.Redeemable redeemable) {
        String browser = polled.signIn().challenge().browser();
        IssuedTokens issued = sessions.issue(redeemable.userId(), browser, redeemable.approvedAt());
        QrState.Used used =
                new QrState.Used(
                        redeemable.userId(),
                        redeemable.approvedAt(),
                        redeemable.firstAt(),
                        issued.family());
        if (storeOrEnd(polled, used)) {
            return new RedeemResult.Issued(issued);
        }
        sessions.end(issued.family());
        return new RedeemResult.TooFast();
    }

    /**
     * Ends the session if it cannot be known whether it is stored: the next one is the only one.
     */
    private boolean storeOrEnd(Polled polled, QrState.Used used) {
        try {
            return store(polled, used);
        } catch (RuntimeException e) {
            try {
                if (isStored(polled, used)) {
                    return true;
                }
            } catch (RuntimeException unread) {
                e.addSuppressed(unread);
            }
            end(used.family(), e);
            throw e;
        }
    }

    private void end(FamilyId family, RuntimeException cause) {
        try {
            sessions.end(family);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** A write whose response was lost is refused when it is retried, although it was done. */
    private boolean store(Polled polled, QrState.Used used) {
        return store.redeem(polled.key(), polled.signIn(), used, now()) || isStored(polled, used);
    }

    private boolean isStored(Polled polled, QrState.Used used) {
        return store.find(polled.key()).filter(it -> it.state().equals(used)).isPresent();
    }

    /** Reads the sign-in of a scanned or typed code; empty if it is unknown. */
    Optional<QrSignIn> find(String code) {
        return keyOf(code).flatMap(store::find);
    }

    /** Approves or denies the sign-in of a scanned or typed code; empty if it is unknown. */
    Optional<Decided> decide(String code, String userId, boolean approve) {
        Instant now = now();
        return keyOf(code).flatMap(key -> decide(key, userId, approve, now));
    }

    private Optional<Decided> decide(QrKey key, String userId, boolean approve, Instant now) {
        Optional<QrSignIn> found = store.find(key);
        for (int i = 0; found.isPresent() && i < MAX_ATTEMPTS; i++) {
            DecisionResult result = found.get().decide(userId, approve, now);
            boolean conflict =
                    result instanceof QrSignIn.Change(QrState next) && !store.decide(key, next);
            if (!conflict) {
                return Optional.of(new Decided(found.get().challenge(), now, result));
            }
            found = store.find(key);
        }
        return found.map(it -> new Decided(it.challenge(), now, new QrSignIn.Conflicting()));
    }

    private Optional<QrKey> keyOf(String code) {
        Optional<QrId> id = QrId.parse(code);
        return id.isPresent() ? id.map(QrId::key) : UserCode.parse(code).flatMap(store::keyOf);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
