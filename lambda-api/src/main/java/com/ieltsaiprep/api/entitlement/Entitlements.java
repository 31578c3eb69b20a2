package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.entitlement.Entitlement.Opening;
import com.ieltsaiprep.api.entitlement.Ledger.Written;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reserves attempts, gives them back, and says how many are left. */
public final class Entitlements {
    /** So often it is tried again when something changes in the meantime. */
    private static final int TRIES = 5;

    private final Ledger ledger;
    private final TokenGenerator tokens;
    private final InstantSource clock;

    /** Over this ledger. */
    public Entitlements(Ledger ledger, TokenGenerator tokens, InstantSource clock) {
        this.ledger = ledger;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What came of beginning a session. */
    public sealed interface Beginning {
        /** The session has an attempt. */
        record Begun(String sessionId) implements Beginning {}

        /** There is none left. */
        record NoneLeft() implements Beginning {}

        /** What the session needs is not ready; nothing was taken. */
        record NotReady() implements Beginning {}

        /** Others begin sessions of the same person all the time. */
        record Busy() implements Beginning {}

        /** The account was deleted a moment ago. */
        record NoAccount() implements Beginning {}
    }

    /** What a session of a person's is. */
    public enum Running {
        /** It has its attempt. */
        RUNNING,
        /** It had. */
        OVER,
        /** There is none, or it is somebody else's. */
        UNKNOWN
    }

    /** What came of giving an attempt back. */
    public enum GivenBack {
        /** The person has it. */
        DONE,
        /** They had it back before. */
        ALREADY,
        /** A later session has it: that one can be given back. */
        MOVED,
        /** There is no such session. */
        UNKNOWN,
        /** Others change it all the time. */
        BUSY
    }

    /**
     * Begins a session. A repeated request begins no other; an open attempt serves the new session,
     * and the one before is over.
     *
     * @param key by which a request may be repeated within a minute; empty: it may not
     * @param ready is told the session before an attempt is taken, more than once perhaps, and
     *     answers whether it may begin
     */
    public Beginning begin(
            String userId, ExamModule module, Optional<String> key, Predicate<String> ready) {
        String sessionId = tokens.nextUuid().toString();
        String keyHash = key.map(TokenGenerator::hash).orElse("");
        for (int i = 0; i < TRIES; i++) {
            Opening opening = ledger.entitlement(userId, module).open(sessionId, keyHash, now());
            Optional<Beginning> beginning = begin(userId, opening, ready);
            if (beginning.isPresent()) {
                return beginning.get();
            }
        }
        return new Beginning.Busy();
    }

    /** Empty if something has changed in the meantime. */
    private Optional<Beginning> begin(String userId, Opening opening, Predicate<String> ready) {
        return switch (opening) {
            case Opening.NoneLeft _ -> Optional.of(new Beginning.NoneLeft());
            case Opening.Again(Attempt attempt) -> begin(attempt, ready, () -> Written.DONE);
            case Opening.TakesOver(Attempt from, Attempt next) ->
                    begin(next, ready, () -> ledger.takeOver(userId, from, next));
            case Opening.Spends(Entitlement before, Attempt next) ->
                    begin(next, ready, () -> ledger.spend(userId, before, next));
        };
    }

    private static Optional<Beginning> begin(
            Attempt attempt, Predicate<String> ready, Supplier<Written> write) {
        if (!ready.test(attempt.sessionId())) {
            return Optional.of(new Beginning.NotReady());
        }
        return switch (write.get()) {
            case DONE -> Optional.of(new Beginning.Begun(attempt.sessionId()));
            case NO_ACCOUNT -> Optional.of(new Beginning.NoAccount());
            case CHANGED -> Optional.empty();
        };
    }

    /** Whether a session may go on. */
    public Running running(String userId, String sessionId) {
        return ledger.attempt(userId, sessionId)
                .map(attempt -> attempt.isRunning(now()) ? Running.RUNNING : Running.OVER)
                .orElse(Running.UNKNOWN);
    }

    /** Gives the attempt of a session back, once. */
    public GivenBack giveBack(String userId, String sessionId) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Attempt> attempt = ledger.attempt(userId, sessionId);
            if (attempt.isEmpty()) {
                return GivenBack.UNKNOWN;
            }
            Optional<GivenBack> done = giveBack(userId, attempt.get());
            if (done.isPresent()) {
                return done.get();
            }
        }
        return GivenBack.BUSY;
    }

    /** Empty if something has changed in the meantime. */
    private Optional<GivenBack> giveBack(String userId, Attempt attempt) {
        return switch (attempt.state()) {
            case RETURNED -> Optional.of(GivenBack.ALREADY);
            case MOVED -> Optional.of(GivenBack.MOVED);
            case RESERVED, USED ->
                    switch (ledger.giveBack(userId, attempt, isOpen(userId, attempt))) {
                        case DONE -> Optional.of(GivenBack.DONE);
                        case NO_ACCOUNT -> Optional.of(GivenBack.UNKNOWN);
                        case CHANGED -> Optional.empty();
                    };
        };
    }

    private boolean isOpen(String userId, Attempt attempt) {
        return ledger.entitlement(userId, attempt.module())
                .open()
                .filter(it -> it.sessionId().equals(attempt.sessionId()))
                .isPresent();
    }

    /**
     * Gives attempts.
     *
     * @param id by which it is done once, however often it is asked for
     * @param reason in the operator's words
     * @return whether they are given; otherwise there is no such account
     */
    public boolean grant(String userId, String id, ExamModule module, int attempts, String reason) {
        return ledger.grant(userId, new Ledger.Grant(id, module, attempts, reason, now()));
    }

    /** How many are left in each module that somebody has; may be seconds old. */
    public Map<ExamModule, Integer> left(String userId) {
        return ledger.left(userId);
    }

    /** All that is written of somebody. */
    public List<Ledger.Entry> entries(String userId) {
        return ledger.entries(userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
