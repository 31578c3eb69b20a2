package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.entitlement.WritingAttempt;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.log.OperationalEvents;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Settlement of attempts: a report with a mark consumes its attempt in the ledger, and only an
 * assessment without a mark releases it. What is left undone is done by the next read.
 */
final class AttemptSettlement {
    private final DynamoAssessments store;
    private final WritingAttempts attempts;
    private final OperationalEvents events;
    private final InstantSource clock;

    AttemptSettlement(
            DynamoAssessments store,
            WritingAttempts attempts,
            OperationalEvents events,
            InstantSource clock) {
        this.store = store;
        this.attempts = attempts;
        this.events = events;
        this.clock = clock;
    }

    /** Settles the attempt of an assessment that is done or failed; reports a failure only. */
    StoredAssessment settle(StoredAssessment assessment) {
        try {
            settleOrThrow(assessment);
        } catch (RuntimeException e) {
            events.attemptUnsettled(assessment.key().userId(), e);
        }
        return assessment;
    }

    /** Settles the attempt of an assessment that is done or failed. */
    void settleOrThrow(StoredAssessment assessment) {
        if (assessment.status() instanceof Done done && done.isMarked()) {
            attempts.consume(assessment.key().userId(), assessment.key().assessmentId());
        } else if (assessment.isReleaseDue() && release(assessment)) {
            store.released(assessment);
        }
    }

    /** Returns whether the assessment has no reserved attempt any more. */
    private boolean release(StoredAssessment assessment) {
        String userId = assessment.key().userId();
        Optional<WritingAttempt> reserved =
                attempts.find(userId, assessment.key().assessmentId())
                        .filter(it -> it.state() == WritingAttempt.State.RESERVED);
        return reserved.isEmpty()
                || (isOf(assessment, reserved.get()) && attempts.release(userId, reserved.get()));
    }

    /**
     * Returns whether a reserved attempt is that of a marking without a mark, and not of a newer
     * marking that is about to replace it.
     */
    private boolean isOf(StoredAssessment assessment, WritingAttempt reserved) {
        return assessment.status() instanceof Done
                || reserved.markingId().equals(assessment.markingId())
                || !clock.instant().isBefore(reserved.claimedAt().plus(Assessments.UNWRITTEN));
    }
}
