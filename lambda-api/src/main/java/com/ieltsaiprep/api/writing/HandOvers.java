package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.common.marking.MarkingState;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Hand-overs of markings that outlast their request: seals the state, and sends it to another
 * invocation of the function. The event names a later lapse; the invocation that takes it sets that
 * lapse again, in case the database did not answer here.
 */
final class HandOvers {
    private final MarkingSeal seal;
    private final HandOverSender sender;
    private final Assessments assessments;
    private final InstantSource clock;
    private final Duration lapse;

    /**
     * Creates the hand-overs.
     *
     * @param lapse time after which a marking that was handed over counts as lost
     */
    HandOvers(
            MarkingSeal seal,
            HandOverSender sender,
            Assessments assessments,
            InstantSource clock,
            Duration lapse) {
        this.seal = seal;
        this.sender = sender;
        this.assessments = assessments;
        this.clock = clock;
        this.lapse = lapse;
    }

    /**
     * Hands a marking over.
     *
     * @return the assessment as it is then; empty if the hand-over was refused, so that the marking
     *     has failed and its attempt is released
     */
    Optional<StoredAssessment> send(StoredAssessment marking, MarkingState state) {
        Instant until = clock.instant().plus(lapse).truncatedTo(ChronoUnit.MILLIS);
        Optional<StoredAssessment> extended = extend(marking, until);
        if (extended.isEmpty()) {
            return assessments.current(marking.key());
        }
        String context = HandOver.context(marking.key(), marking.markingId(), until);
        HandOver handOver =
                new HandOver(marking.key(), marking.markingId(), until, seal.seal(state, context));
        if (sender.send(handOver.toJson())) {
            return extended;
        }
        return assessments
                .fail(marking, Reason.COULD_NOT_BE_MARKED)
                .filter(it -> !(it.status() instanceof AssessmentStatus.Failed));
    }

    /** Returns empty if the marking was replaced or deleted meanwhile. */
    private Optional<StoredAssessment> extend(StoredAssessment marking, Instant until) {
        try {
            return assessments.extend(marking, until);
        } catch (DatabaseUnavailableException _) {
            return Optional.of(marking.until(until));
        }
    }

    /** Opens a hand-over; empty if it was sealed with another secret, or changed. */
    Optional<MarkingState> open(HandOver handOver) {
        return seal.open(handOver.sealed(), handOver.context());
    }
}
