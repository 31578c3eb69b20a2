package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.qr.QrSignIn.Asked;
import com.ieltsaiprep.api.region.Region;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.api.session.Standings;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Signs browsers in that a person allows with another device. */
public final class QrSignIns {
    /** So often another code is tried if one is taken, and a decision if another is under way. */
    private static final int TRIES = 5;

    private final QrStore store;
    private final Standings standings;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Region own;

    /**
     * For a function in a region.
     *
     * @param own decides on those that begin here
     */
    public QrSignIns(
            QrStore store, Standings standings, Secrets secrets, InstantSource clock, Region own) {
        this.store = store;
        this.standings = standings;
        this.secrets = secrets;
        this.clock = clock;
        this.own = own;
    }

    /** What a decision came to. */
    enum Decision {
        DONE,
        UNKNOWN,
        ALREADY,
        TOO_LATE
    }

    /** What a browser's question came to. */
    sealed interface Answer {
        record Pending() implements Answer {}

        record TooFast() implements Answer {}

        record Approved(String userId, String browser) implements Answer {}

        record Denied() implements Answer {}

        record Over() implements Answer {}

        record Unknown() implements Answer {}
    }

    /**
     * Begins one.
     *
     * @param browser in words
     * @param place in words
     */
    QrBegun begin(String browser, String place) {
        QrId id = new QrId(own, secrets.next(Secrets.NAME_BYTES));
        String secret = secrets.next(Secrets.SECRET_BYTES);
        for (int i = 0; i < TRIES; i++) {
            UserCode code = UserCode.next(own, secrets);
            Instant now = now();
            Asked asked = new Asked(code, Secrets.hash(secret), browser, place, now);
            if (store.create(id.key(), new QrSignIn(asked, new QrState.Pending(), now))) {
                return new QrBegun(id, code, secret);
            }
        }
        throw new IllegalStateException("no code is free");
    }

    /** Whether the browser with this secret may have a session: only one answer ever says so. */
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
            case QrSignIn.Wins(String userId, QrState used) -> fetch(key, signIn, userId, used);
            case QrSignIn.Refused _ -> new Answer.Denied();
            case QrSignIn.Over _ -> new Answer.Over();
        };
    }

    private Answer fetch(QrKey key, QrSignIn signIn, String userId, QrState used) {
        if (!store.move(key, signIn.state(), used)) {
            return new Answer.Over();
        }
        // Whoever ended all their sign-ins after allowing this one meant this one too.
        return standings.allow(userId, signIn.asked().at())
                ? new Answer.Approved(userId, signIn.asked().browser())
                : new Answer.Denied();
    }

    /** Who asks, and from where; empty if nobody, or not any more. */
    Optional<QrSignIn> look(String typed) {
        return keyOf(typed).flatMap(store::find);
    }

    /** Allows or refuses what a picture or a typed code names. */
    Decision decide(String typed, String userId, boolean approve) {
        Optional<QrKey> key = keyOf(typed);
        for (int i = 0; i < TRIES; i++) {
            Optional<QrSignIn> found = key.flatMap(store::find);
            if (found.isEmpty()) {
                return Decision.UNKNOWN;
            }
            Optional<Decision> decision = decide(key.orElseThrow(), found.get(), userId, approve);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        return Decision.ALREADY;
    }

    private Optional<Decision> decide(QrKey key, QrSignIn signIn, String userId, boolean approve) {
        return switch (signIn.decide(userId, approve, now())) {
            case QrSignIn.Changes(QrState next) ->
                    store.move(key, signIn.state(), next)
                            ? Optional.of(Decision.DONE)
                            : Optional.empty();
            case QrSignIn.Same _ -> Optional.of(Decision.DONE);
            case QrSignIn.Already _ -> Optional.of(Decision.ALREADY);
            case QrSignIn.TooLate _ -> Optional.of(Decision.TOO_LATE);
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
