package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentRoutes;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Remark;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.writing.MarkingDriver.Progress;
import com.ieltsaiprep.api.writing.MarkingLog.Run;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Assessment;
import com.ieltsaiprep.common.marking.MarkingEngine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Second marks: another model marks the same texts once more, free of charge. Their keyed hash
 * proves that they are the same, since no text is stored.
 */
final class Remarks {
    private final MarkingEngine engine;
    private final MarkingDriver driver;
    private final MarkingFinish finish;
    private final Assessments assessments;
    private final TextHashes hashes;
    private final MarkingLog log;

    Remarks(
            MarkingEngine engine,
            MarkingDriver driver,
            MarkingFinish finish,
            Assessments assessments,
            TextHashes hashes,
            MarkingLog log) {
        this.engine = engine;
        this.driver = driver;
        this.finish = finish;
        this.assessments = assessments;
        this.hashes = hashes;
        this.log = log;
    }

    /**
     * Marks a test again.
     *
     * @param startedUs reading of the monotonic clock when the request began
     * @param limit time from then after which the replies so far must do
     * @throws com.ieltsaiprep.api.platform.http.ProblemException if it has no mark, or two, or the
     *     texts are not the same
     */
    StoredAssessment mark(
            String userId,
            String assessmentId,
            SubmittedTest test,
            long startedUs,
            Duration limit) {
        StoredAssessment assessment =
                assessments.find(userId, assessmentId).orElseThrow(AssessmentRoutes::unknown);
        Done first = first(assessment);
        if (!hashes.matches(assessment.texts().hash(), test)) {
            throw Problem.of(
                            ProblemType.TEXT_DIFFERS,
                            "This is not the text that was marked, so it cannot be marked again.")
                    .exception();
        }
        Progress progress =
                driver.drive(
                        engine,
                        engine.begin(test.submission()),
                        startedUs + limit.toNanos() / 1_000);
        Assessment second = engine.assess(progress.state());
        log.ended(
                Run.REMARK,
                second.isMarked() ? "marked" : "could_not_be_marked",
                startedUs,
                progress.usage());
        if (!second.isMarked()) {
            throw WritingRoutes.couldNotBeMarked();
        }
        return assessments
                .remark(assessment, again(assessment, first, second))
                .orElseThrow(Remarks::remarkedBefore);
    }

    private static Done first(StoredAssessment assessment) {
        if (!(assessment.status() instanceof Done done) || !done.isMarked()) {
            throw Problem.of(
                            ProblemType.ASSESSMENT_UNFINISHED,
                            "Only a test that has a mark can be marked again.")
                    .exception();
        }
        if (done.remark().isPresent()) {
            throw remarkedBefore();
        }
        return done;
    }

    private Done again(StoredAssessment assessment, Done first, Assessment second) {
        Done done = finish.done(assessment, second);
        Map<String, Object> firstOverall = new LinkedHashMap<>();
        Json.members(first.report().get("overall"))
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                firstOverall.put(name, value);
                            }
                        });
        return new Done(
                first.markedAt(),
                done.report(),
                Optional.of(new Remark(done.markedAt(), firstOverall)));
    }

    private static RuntimeException remarkedBefore() {
        return Problem.of(
                        ProblemType.ALREADY_REMARKED, "This test was marked a second time before.")
                .exception();
    }
}
