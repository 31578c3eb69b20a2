package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.util.Optional;

/**
 * Entitlement of an account to tests of a module.
 *
 * @param attempts left, without the open one
 * @param openSession the session that has the open attempt
 * @param open that session's attempt; empty also if it is lost, as after a deletion that failed
 *     half way
 */
record Entitlement(
        ExamModule module, int attempts, Optional<String> openSession, Optional<Attempt> open) {
    /** The session exists: the request is a repetition with the same idempotency key. */
    record Repeat(String sessionId) implements AttemptPlan {}

    /**
     * The session takes the open attempt over from an earlier one, which costs nothing.
     *
     * @param from the attempt of the earlier session
     */
    record Transfer(Attempt from, Attempt next) implements AttemptPlan {
        @Override
        public String sessionId() {
            return next.sessionId();
        }

        @Override
        public Optional<String> earlierSessionId() {
            return Optional.of(from.sessionId());
        }
    }

    /**
     * The session reserves another attempt.
     *
     * @param before the entitlement as it was read; its open attempt, if any, has served its last
     *     session
     */
    record Reserve(Entitlement before, Attempt next) implements AttemptPlan {
        @Override
        public String sessionId() {
            return next.sessionId();
        }
    }

    /** Plans how a new session gets an attempt; empty if none is left. */
    Optional<AttemptPlan> plan(String sessionId, String idempotencyKeyHash, Instant now) {
        if (open.isPresent()) {
            Attempt attempt = open.get();
            if (attempt.isRepeatedBy(idempotencyKeyHash, now)) {
                return Optional.of(new Repeat(attempt.sessionId()));
            }
            if (attempt.test() < Attempt.MAX_SESSIONS) {
                return Optional.of(
                        new Transfer(
                                attempt,
                                begin(sessionId, attempt.test() + 1, now, idempotencyKeyHash)));
            }
        }
        return attempts > 0
                ? Optional.of(new Reserve(this, begin(sessionId, 1, now, idempotencyKeyHash)))
                : Optional.empty();
    }

    private Attempt begin(String sessionId, int test, Instant now, String idempotencyKeyHash) {
        return new Attempt(
                sessionId, module, Attempt.State.RESERVED, test, now, idempotencyKeyHash);
    }
}
