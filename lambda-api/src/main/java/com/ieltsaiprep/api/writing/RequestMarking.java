package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.writing.MarkingDriver.Progress;
import com.ieltsaiprep.api.writing.MarkingLog.Run;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.Submission;

import java.time.Duration;
import java.util.Optional;

/**
 * Marking within a request. When its time is up, or the report cannot be saved, the marking is
 * handed over.
 */
final class RequestMarking {
    private final MarkingEngine engine;
    private final MarkingDriver driver;
    private final MarkingFinish finish;
    private final HandOvers handOvers;
    private final Assessments assessments;
    private final MarkingLog log;

    RequestMarking(
            MarkingEngine engine,
            MarkingDriver driver,
            MarkingFinish finish,
            HandOvers handOvers,
            Assessments assessments,
            MarkingLog log) {
        this.engine = engine;
        this.driver = driver;
        this.finish = finish;
        this.handOvers = handOvers;
        this.assessments = assessments;
        this.log = log;
    }

    /**
     * Marks a submission.
     *
     * @param startedUs reading of the monotonic clock when the request began
     * @param limit time from then after which the marking is handed over
     * @return the assessment: done, being marked by another invocation, or failed; empty if it was
     *     deleted meanwhile, or could not be handed over
     */
    Optional<StoredAssessment> mark(
            StoredAssessment marking, Submission submission, long startedUs, Duration limit) {
        try {
            Progress progress =
                    driver.drive(
                            engine, engine.begin(submission), startedUs + limit.toNanos() / 1_000);
            return progress.isFinished()
                    ? save(marking, progress, startedUs)
                    : handOver(marking, progress, startedUs);
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Nothing would mark it any more.
            fail(marking, e);
            throw e;
        }
    }

    private void fail(StoredAssessment marking, RuntimeException cause) {
        try {
            assessments.fail(marking, Reason.COULD_NOT_BE_MARKED);
        } catch (DatabaseUnavailableException e) {
            cause.addSuppressed(e);
        }
    }

    private Optional<StoredAssessment> save(
            StoredAssessment marking, Progress progress, long startedUs) {
        try {
            Optional<StoredAssessment> stored = finish.save(marking, progress.state());
            log.ended(Run.REQUEST, MarkingLog.outcome(stored), startedUs, progress.usage());
            return stored;
        } catch (DatabaseUnavailableException _) {
            return handOver(marking, progress, startedUs);
        }
    }

    private Optional<StoredAssessment> handOver(
            StoredAssessment marking, Progress progress, long startedUs) {
        Optional<StoredAssessment> handedOver = handOvers.send(marking, progress.state());
        log.ended(
                Run.REQUEST,
                handedOver.isPresent() ? "handed_over" : "hand_over_refused",
                startedUs,
                progress.usage());
        return handedOver;
    }
}
