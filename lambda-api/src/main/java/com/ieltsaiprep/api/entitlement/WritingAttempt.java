package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;

import java.time.Instant;

/**
 * Attempt at a writing test: the reservation for one assessment, and the record of the test's
 * idempotency key in all regions.
 *
 * @param region in which the assessment's item is written
 * @param textHash keyed hash of the submitted texts
 * @param markingId fencing token: id of the newest marking of the assessment; a release for an
 *     older one does nothing
 * @param claimedAt when that marking began, to the millisecond
 */
public record WritingAttempt(
        String assessmentId,
        ExamModule module,
        Region region,
        String textHash,
        State state,
        String markingId,
        Instant claimedAt) {
    /** State of an attempt at a writing test. */
    public enum State {
        /** Reserved: the test is being marked, or its marking was lost. */
        RESERVED,
        /** Consumed: a mark was saved. */
        USED,
        /** Released: no mark was saved, and the account has the attempt again. */
        RETURNED
    }

    WritingAttempt claimed(String newMarkingId, Instant at) {
        return new WritingAttempt(
                assessmentId, module, region, textHash, State.RESERVED, newMarkingId, at);
    }
}
