package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.account.SessionValidityReader;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIn.Asked;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.common.Region;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Signs browsers in that a person approves with another device. */
public final class QrSignIns {
    /** So often another code is tried if one is taken, and a decision if another is under way. */
    private static final int TRIES = 5;

    private final QrStore store;
    private final Sessions sessions;
    private final SessionValidityReader validity;
    private final TokenGenerator tokens;
    private final InstantSource clock;
    private final Region own;

    /**
     * For a function in a region.
     *
     * @param sessions what browsers are given
     * @param own decides on those that begin here
     */
    public QrSignIns(
            QrStore store,
            Sessions sessions,
            SessionValidityReader validity,
            TokenGenerator tokens,
            InstantSource clock,
            Region own) {
        this.store = store;
        this.sessions = sessions;
        this.validity = validity;
        this.tokens = tokens;
        this.clock = clock;
        this.own = own;
    }

    /** What a decision came to. */
    sealed interface Decision {
        /** It holds from now on. */
        record Done(Asked asked, Instant at) implements Decision {}

        /** The same person has said the same before. */
        record Same() implements Decision {}

        record Unknown() implements Decision {}

        record Already() implements Decision {}

        record TooLate() implements Decision {}
    }

    /** What a browser's question came to. */
    sealed interface Answer {
        record Pending() implements Answer {}

        record TooFast() implements Answer {}

        /** {@link #fetch} gives it its session. */
        record Approved(QrKey key, QrSignIn signIn, QrSignIn.Wins what) implements Answer {}

        record Denied() implements Answer {}

        record Over() implements Answer {}

        record Unknown() implements Answer {}
    }

    /** What a browser is given. */
    sealed interface Fetched {
        record Given(IssuedTokens issued) implements Fetched {}

        /** It has asked once more in the meantime. */
        record TooFast() implements Fetched {}

        /** The session that it was given before has ended. */
        record Over() implements Fetched {}
    }

    /**
     * Begins one.
     *
     * @param browser in words
     * @param place in words
     */
    QrChallenge begin(String browser, String place) {
        QrId id = new QrId(own, tokens.next(TokenGenerator.NAME_BYTES));
        String secret = tokens.next(TokenGenerator.SECRET_BYTES);
        for (int i = 0; i < TRIES; i++) {
            UserCode code = UserCode.next(own, tokens);
            Instant now = now();
            Asked asked = new Asked(code, TokenGenerator.hash(secret), browser, place, now);
            if (store.create(id.key(), new QrSignIn(asked, new QrState.Pending(), now))) {
                return new QrChallenge(id, code, secret);
            }
        }
        throw new IllegalStateException("no code is free");
    }

    /** Whether another region knows it. */
    boolean isElsewhere(QrId id) {
        return id.region() != own;
    }

    /** Whether the browser with this secret may have a session. */
    Answer poll(QrId id, String secret) {
        QrKey key = id.key();
        Optional<QrSignIn> found = store.find(key).filter(it -> it.isOf(secret));
        if (found.isEmpty()) {
            return new Answer.Unknown();
        }
        QrSignIn signIn = found.get();
        Instant now = now();
        return switch (signIn.poll(now)) {
            case QrSignIn.Waits _ ->
                    store.poll(key, signIn.polledAt(), now)
                            ? new Answer.Pending()
                            : new Answer.TooFast();
            case QrSignIn.TooFast _ -> new Answer.TooFast();
            // Whoever ended all their sign-ins after approving this one meant this one too.
            case QrSignIn.Wins what ->
                    allows(what) ? new Answer.Approved(key, signIn, what) : new Answer.Denied();
            case QrSignIn.Refused _ -> new Answer.Denied();
            case QrSignIn.Over _ -> new Answer.Over();
        };
    }

    /** As is known at home: what is issued for somebody who is gone would stay for weeks. */
    private boolean allows(QrSignIn.Wins what) {
        return validity.standing(what.userId(), true)
                .filter(standing -> standing.allows(what.approvedAt()))
                .isPresent();
    }

    /**
     * Gives a browser its session. It is told of none unless it is written down that this is the
     * one, and that only once the one before was ended for it: so a browser whose answer was lost
     * gets another, there are never two, and none in the place of one that somebody has ended.
     */
    Fetched fetch(Answer.Approved approved) {
        Optional<FamilyId> earlier = approved.what().earlier();
        return switch (earlier.map(sessions::end).orElse(Sessions.Ending.DONE)) {
            case DONE -> give(approved);
            case GONE -> new Fetched.Over();
            case BUSY -> new Fetched.TooFast();
        };
    }

    private Fetched give(Answer.Approved approved) {
        QrSignIn.Wins what = approved.what();
        String browser = approved.signIn().asked().browser();
        IssuedTokens issued = sessions.issue(what.userId(), browser, what.approvedAt());
        QrState.Used used =
                new QrState.Used(what.userId(), what.approvedAt(), what.firstAt(), issued.family());
        if (useOrEnd(approved, used)) {
            return new Fetched.Given(issued);
        }
        sessions.end(issued.family());
        return new Fetched.TooFast();
    }

    /** If it cannot be told whether it is written down, it is ended: the next is the only one. */
    private boolean useOrEnd(Answer.Approved approved, QrState.Used used) {
        try {
            return use(approved, used);
        } catch (RuntimeException e) {
            try {
                if (isUsed(approved, used)) {
                    return true;
                }
            } catch (RuntimeException unread) {
                e.addSuppressed(unread);
            }
            end(used.family(), e);
            throw e;
        }
    }

    private void end(FamilyId family, RuntimeException why) {
        try {
            sessions.end(family);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** A write whose answer was lost is refused when it is tried again, though it was done. */
    private boolean use(Answer.Approved approved, QrState.Used used) {
        return store.use(approved.key(), approved.signIn(), used, now()) || isUsed(approved, used);
    }

    private boolean isUsed(Answer.Approved approved, QrState.Used used) {
        return store.find(approved.key()).filter(it -> it.state().equals(used)).isPresent();
    }

    /** Who asks, and from where; empty if nobody, or not any more. */
    Optional<QrSignIn> look(String typed) {
        return keyOf(typed).flatMap(store::find);
    }

    /** Approves or denies what a picture or a typed code names. */
    Decision decide(String typed, String userId, boolean approve) {
        Optional<QrKey> key = keyOf(typed);
        Instant now = now();
        for (int i = 0; i < TRIES; i++) {
            Optional<QrSignIn> found = key.flatMap(store::find);
            if (found.isEmpty()) {
                return new Decision.Unknown();
            }
            QrSignIn.Decided decided = found.get().decide(userId, approve, now);
            Decision.Done done = new Decision.Done(found.get().asked(), now);
            Optional<Decision> decision = decide(key.orElseThrow(), decided, done);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        return new Decision.Already();
    }

    /** Empty if somebody has decided in the meantime, or the answer of the write was lost. */
    private Optional<Decision> decide(QrKey key, QrSignIn.Decided decided, Decision.Done done) {
        return switch (decided) {
            case QrSignIn.Changes(QrState next) ->
                    store.decide(key, next) ? Optional.of(done) : Optional.empty();
            case QrSignIn.Changed _ -> Optional.of(done);
            case QrSignIn.Same _ -> Optional.of(new Decision.Same());
            case QrSignIn.Already _ -> Optional.of(new Decision.Already());
            case QrSignIn.TooLate _ -> Optional.of(new Decision.TooLate());
        };
    }

    private Optional<QrKey> keyOf(String typed) {
        Optional<QrId> id = QrId.parse(typed);
        return id.isPresent() ? id.map(QrId::key) : UserCode.parse(typed).flatMap(store::keyOf);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
