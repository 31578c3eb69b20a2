package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may do in a module.
 *
 * @param attempts that are left, not counting the open one
 * @param openSession whose the open attempt is
 * @param open the attempt that this session has; empty also if it is gone, as after a deletion that
 *     stopped half way
 */
public record Entitlement(
        ExamModule module, int attempts, Optional<String> openSession, Optional<Attempt> open) {
    /** How a new session may begin. */
    public sealed interface Opening {
        /** It has begun: the request is repeated. */
        record Again(Attempt attempt) implements Opening {}

        /**
         * It takes the open attempt over, which costs nothing.
         *
         * @param from the session that had it
         */
        record TakesOver(Attempt from, Attempt next) implements Opening {}

        /**
         * It takes another attempt.
         *
         * @param before what there was; its open one, if any, has served its last session
         */
        record Spends(Entitlement before, Attempt next) implements Opening {}

        /** It may not. */
        record NoneLeft() implements Opening {}
    }

    Opening open(String sessionId, String keyHash, Instant now) {
        if (open.isPresent()) {
            Attempt attempt = open.get();
            if (attempt.isRepeatedBy(keyHash, now)) {
                return new Opening.Again(attempt);
            }
            if (attempt.test() < Attempt.TESTS) {
                return new Opening.TakesOver(
                        attempt,
                        Attempt.begin(sessionId, module, attempt.test() + 1, now, keyHash));
            }
        }
        return attempts > 0
                ? new Opening.Spends(this, Attempt.begin(sessionId, module, 1, now, keyHash))
                : new Opening.NoneLeft();
    }
}
