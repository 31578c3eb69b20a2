package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Duration;
import java.time.Instant;

/**
 * Attempt at a test, as a session has it. One attempt serves up to {@link #MAX_SESSIONS} sessions,
 * one after the other, so that a user who closed the app loses nothing.
 *
 * @param test the number of the session among those of the attempt, from 1
 * @param begunAt when the session began, to the millisecond
 * @param idempotencyKeyHash of the request's idempotency key; empty if it had none
 */
record Attempt(
        String sessionId,
        ExamModule module,
        State state,
        int test,
        Instant begunAt,
        String idempotencyKeyHash) {
    /** The number of sessions that one attempt serves. */
    static final int MAX_SESSIONS = 3;

    /** The time during which a request may be repeated with its idempotency key. */
    static final Duration REPEATABLE = Duration.ofSeconds(60);

    /**
     * The time during which a session gets further tickets: a test takes 14 min, a capsule lasts
     * 30.
     */
    static final Duration MAX_DURATION = Duration.ofMinutes(45);

    /** State of an attempt. */
    enum State {
        /** Reserved by its session. */
        RESERVED,
        /** Taken over by a later session of the same attempt. */
        MOVED,
        /** Consumed: it has served its last session; nothing stores a mark yet. */
        USED,
        /** Released by an operator. */
        RETURNED
    }

    boolean isRepeatedBy(String otherKeyHash, Instant now) {
        return !idempotencyKeyHash.isEmpty()
                && idempotencyKeyHash.equals(otherKeyHash)
                && now.isBefore(begunAt.plus(REPEATABLE));
    }

    boolean isRunning(Instant now) {
        return state == State.RESERVED && now.isBefore(begunAt.plus(MAX_DURATION));
    }
}
