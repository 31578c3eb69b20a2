package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Duration;
import java.time.Instant;

/**
 * An attempt in the hands of a session. One attempt serves up to {@link #TESTS} sessions, one after
 * the other, so that whoever closed the page loses nothing.
 *
 * @param sessionId names the session
 * @param test which session of the attempt it is, from 1
 * @param begunAt when the session began, to the millisecond
 * @param keyHash of the key by which the request may be repeated; empty if there was none
 */
public record Attempt(
        String sessionId,
        ExamModule module,
        State state,
        int test,
        Instant begunAt,
        String keyHash) {
    /** So many sessions may begin with one attempt. */
    public static final int TESTS = 3;

    /** For how long a request may be repeated with its key. */
    public static final Duration REPEATABLE = Duration.ofSeconds(60);

    /** For how long a session may get another ticket: a test takes 14 min, a capsule lasts 30. */
    public static final Duration LONGEST = Duration.ofMinutes(45);

    /** What has become of it. */
    public enum State {
        /** The session has it. */
        RESERVED,
        /** A later session of the same attempt has it. */
        MOVED,
        /** It is spent: it has served its last session; nothing keeps a mark yet. */
        USED,
        /** An operator has given it back. */
        RETURNED
    }

    static Attempt begin(
            String sessionId, ExamModule module, int test, Instant now, String keyHash) {
        return new Attempt(sessionId, module, State.RESERVED, test, now, keyHash);
    }

    boolean isRepeatedBy(String otherKeyHash, Instant now) {
        return !keyHash.isEmpty()
                && keyHash.equals(otherKeyHash)
                && now.isBefore(begunAt.plus(REPEATABLE));
    }

    boolean isRunning(Instant now) {
        return state == State.RESERVED && now.isBefore(begunAt.plus(LONGEST));
    }
}
