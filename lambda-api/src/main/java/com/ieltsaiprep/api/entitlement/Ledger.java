package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where attempts are kept: at home, and decided there. */
public interface Ledger {
    /** What came of a write. */
    enum Written {
        /** It was done. */
        DONE,
        /** Something has changed since it was read. */
        CHANGED,
        /** The account is gone, and nothing is written for it any more. */
        NO_ACCOUNT
    }

    /**
     * Attempts that an operator gives.
     *
     * @param id by which it is done once, however often it is asked for
     * @param reason in the operator's words
     */
    record Grant(String id, ExamModule module, int attempts, String reason, Instant at) {}

    /**
     * A line of the ledger.
     *
     * @param id such as {@code attempt#…}
     */
    record Entry(String id, Map<String, String> fields) {}

    /** What somebody may do in a module, as it was written last. */
    Entitlement entitlement(String userId, ExamModule module);

    /** Gives the open attempt to another session. */
    Written takeOver(String userId, Attempt from, Attempt next);

    /**
     * Takes another attempt.
     *
     * @param before as it was read; its open one is used up
     */
    Written spend(String userId, Entitlement before, Attempt next);

    /** The attempt of a session, as it was written last. */
    Optional<Attempt> attempt(String userId, String sessionId);

    /**
     * Gives an attempt back.
     *
     * @param open whether it is the open one
     */
    Written giveBack(String userId, Attempt attempt, boolean open);

    /**
     * Gives attempts; does nothing if it was done before.
     *
     * @return whether they are given; otherwise there is no such account
     */
    boolean grant(String userId, Grant grant);

    /** How many are left in each module that somebody has; may be seconds old. */
    Map<ExamModule, Integer> left(String userId);

    /** All that is written of somebody, as it was written last. */
    List<Entry> entries(String userId);
}
