package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.entitlement.ReservationResult;
import com.ieltsaiprep.api.entitlement.WritingAttempt;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Claims of submitted tests: reserves the attempt of a test that is new, or whose marking has
 * failed, and begins its marking; finds the assessment of a test that was submitted before.
 */
final class TestClaims {
    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private final WritingAttempts attempts;
    private final Assessments assessments;
    private final TextHashes hashes;
    private final InstantSource clock;
    private final Duration lapse;

    /** Result of a claim. */
    sealed interface Claim {
        /** The caller marks the test. */
        record Begun(StoredAssessment marking) implements Claim {}

        /** The test was submitted before, and is marked or being marked. */
        record Present(StoredAssessment assessment) implements Claim {}
    }

    /**
     * Creates the claims of tests.
     *
     * @param lapse time after which a marking that has begun counts as lost
     */
    TestClaims(
            WritingAttempts attempts,
            Assessments assessments,
            TextHashes hashes,
            InstantSource clock,
            Duration lapse) {
        this.attempts = attempts;
        this.assessments = assessments;
        this.hashes = hashes;
        this.clock = clock;
        this.lapse = lapse;
    }

    /**
     * Claims a test for the caller.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException if the test must not be marked
     */
    Claim claim(String userId, Optional<String> idempotencyKey, SubmittedTest test) {
        ReservationResult result =
                attempts.reserve(
                        userId, test.submission().module(), idempotencyKey, hashes.hash(test));
        return result instanceof ReservationResult.Existing(WritingAttempt attempt)
                ? existing(userId, attempt, test)
                : begin(userId, result, test, Optional.empty());
    }

    private Claim existing(String userId, WritingAttempt attempt, SubmittedTest test) {
        if (!hashes.matches(attempt.textHash(), test)) {
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_CONFLICT,
                            "This test was sent before with another text. Begin a new one.")
                    .exception();
        }
        Optional<StoredAssessment> stored = assessments.ofAttempt(userId, attempt);
        if (stored.isPresent() && isAlive(stored.get())) {
            return new Claim.Present(stored.get());
        }
        if (attempt.state() == WritingAttempt.State.USED) {
            throw Problem.of(
                            ProblemType.ASSESSMENT_DELETED,
                            "You have deleted the report of this test. Begin a new one.")
                    .exception();
        }
        return begin(userId, attempts.claim(userId, attempt), test, stored);
    }

    private boolean isAlive(StoredAssessment assessment) {
        return switch (assessment.status()) {
            case AssessmentStatus.Done _ -> true;
            case AssessmentStatus.Marking _ -> !assessment.isLapsed(clock.instant());
            case AssessmentStatus.Failed _ -> false;
        };
    }

    private Claim begin(
            String userId,
            ReservationResult result,
            SubmittedTest test,
            Optional<StoredAssessment> earlier) {
        return switch (result) {
            case ReservationResult.Reserved(WritingAttempt attempt) ->
                    begin(userId, attempt, test, earlier);
            case ReservationResult.NoneLeft() ->
                    throw Problem.of(
                                    ProblemType.NO_ATTEMPTS,
                                    "There is no attempt left for this module.")
                            .exception();
            case ReservationResult.NoAccount() ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "There is no such account any more.")
                            .exception();
            case ReservationResult.Existing _, ReservationResult.Conflict() -> throw conflict();
        };
    }

    private Claim begin(
            String userId,
            WritingAttempt attempt,
            SubmittedTest test,
            Optional<StoredAssessment> earlier) {
        Instant until = clock.instant().plus(lapse);
        try {
            return assessments
                    .begin(userId, attempt, test.taskIds(), earlier, until)
                    .<Claim>map(Claim.Begun::new)
                    .or(() -> assessments.ofAttempt(userId, attempt).map(Claim.Present::new))
                    .orElseThrow(TestClaims::conflict);
        } catch (DatabaseUnavailableException e) {
            release(userId, attempt, e);
            throw e;
        }
    }

    /** No later read would release the attempt of an assessment without an item. */
    private void release(String userId, WritingAttempt attempt, RuntimeException cause) {
        try {
            attempts.release(userId, attempt);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static RuntimeException conflict() {
        return Problem.retryable(
                        ProblemType.UNAVAILABLE,
                        "This test was sent several times at once. Try again.",
                        RETRY_SOON)
                .exception();
    }
}
