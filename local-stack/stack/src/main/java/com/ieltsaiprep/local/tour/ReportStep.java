package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;
import com.ieltsaiprep.local.tour.TourUser.WrittenTest;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Step: the user reads the report in another region before it is replicated there, and sending the
 * test again there marks nothing twice.
 */
final class ReportStep {
    private static final Region REGION = Region.VIRGINIA;
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private ReportStep() {}

    static TourStep step() {
        return new TourStep("read the report", REGION.awsName(), ReportStep::run);
    }

    private static String run(TourContext context, TourUser user) throws InterruptedException {
        WrittenTest test = user.writtenTest();
        String token = user.phone().accessToken();
        ApiResponse read =
                context.api()
                        .get(REGION, "/assessments/" + test.assessmentId(), token)
                        .expect("200");
        int pending = context.tables().replication().underWay();
        read.require(read.json().equals(test.report()), "the same report", "another");
        UnmetExpectationException.require(
                pending > 0, "expected the report not to be replicated yet, came no pending write");
        context.api()
                .postOnce(REGION, WriteStep.PATH, token, test.idempotencyKey(), test.body())
                .expect("200")
                .expect("assessment_id", test.assessmentId());
        context.api()
                .postOnce(REGION, WriteStep.PATH, token, UUID.randomUUID().toString(), test.body())
                .expect("403 no_attempts");
        long listedMs = awaitListed(context, test.assessmentId(), token);
        return "the same report at once; sent again it is not marked again; in the list %d ms later"
                .formatted(listedMs);
    }

    /** Polls until the region lists the assessment, and returns how long that took, ms. */
    private static long awaitListed(TourContext context, String assessmentId, String token)
            throws InterruptedException {
        long beganUs = context.clock().nowUs();
        long deadlineUs = beganUs + TourContext.LAG.plus(TOLERANCE).toNanos() / 1_000;
        while (true) {
            ApiResponse list = context.api().get(REGION, "/assessments", token).expect("200");
            List<String> ids = list.json("assessments").findValuesAsText("assessment_id");
            if (ids.equals(List.of(assessmentId))) {
                return (context.clock().nowUs() - beganUs) / 1_000;
            }
            list.require(
                    ids.isEmpty() && context.clock().nowUs() < deadlineUs,
                    "the assessment " + assessmentId,
                    ids);
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
