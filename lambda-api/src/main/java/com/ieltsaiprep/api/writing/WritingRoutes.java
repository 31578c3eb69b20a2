package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentRoutes;
import com.ieltsaiprep.api.assessment.AssessmentStatus;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.bank.WritingPrompt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP routes of the writing test: its tasks, its marking, and a second mark. */
final class WritingRoutes {
    private static final Duration RETRY_SOON = Duration.ofSeconds(30);
    private static final Duration RETRY_LATER = Duration.ofHours(1);

    /** Seconds after which a client asks again for an assessment that is being marked. */
    private static final String POLL_SECONDS = "3";

    private final TestForm form;
    private final NextTests nextTests;
    private final Markers markers;
    private final RequestGuard guard;
    private final MonotonicClock elapsed;
    private final Duration limit;

    /**
     * Markers of submitted tests.
     *
     * @param remarks empty if no second model is configured
     */
    record Markers(TestClaims claims, RequestMarking first, Optional<Remarks> remarks) {}

    /**
     * Creates the routes.
     *
     * @param limit time from the beginning of a request until its marking is handed over
     */
    WritingRoutes(
            TestForm form,
            NextTests nextTests,
            Markers markers,
            RequestGuard guard,
            MonotonicClock elapsed,
            Duration limit) {
        this.form = form;
        this.nextTests = nextTests;
        this.markers = markers;
        this.guard = guard;
        this.elapsed = elapsed;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/writing/tests", this::nextTest),
                new Route("POST", "/assess-writing", this::assess),
                new Route("POST", "/assessments/{assessment_id}/remark", this::remark));
    }

    private Response nextTest(Request request) {
        String userId = guard.userId(request);
        ExamModule module =
                ExamModule.of(
                                request.queryParameter("module")
                                        .orElse(ExamModule.ACADEMIC_WRITING.id()))
                        .filter(it -> !it.isSpeaking())
                        .orElseThrow(
                                () ->
                                        Problem.invalidField("module", TestForm.MODULE.message())
                                                .exception());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("module", module.id());
        json.put(
                "tasks",
                nextTests.next(userId, module).stream().map(WritingPrompt::toJson).toList());
        return personal(200, json);
    }

    private Response assess(Request request) {
        long startedUs = elapsed.nowUs();
        String userId = guard.userId(request);
        return guard.charge(RateLimitRule.MARKING, userId)
                .refundOnFailure(() -> assess(userId, request, startedUs));
    }

    private Response assess(String userId, Request request, long startedUs) {
        SubmittedTest test = form.read(request);
        Optional<String> key = TestForm.idempotencyKey(request, !test.tasks().isEmpty());
        return switch (markers.claims().claim(userId, key, test)) {
            case TestClaims.Claim.Present(StoredAssessment assessment) -> response(assessment);
            case TestClaims.Claim.Begun(StoredAssessment marking) ->
                    markers.first()
                            .mark(marking, test.submission(), startedUs, limit)
                            .map(WritingRoutes::response)
                            .orElseThrow(WritingRoutes::couldNotBeMarked);
        };
    }

    private Response remark(Request request) {
        long startedUs = elapsed.nowUs();
        String userId = guard.userId(request);
        return guard.charge(RateLimitRule.MARKING, userId)
                .refundOnFailure(
                        () -> {
                            SubmittedTest test = form.read(request);
                            String assessmentId = AssessmentRoutes.id(request);
                            Remarks remarks =
                                    markers.remarks()
                                            .orElseThrow(WritingRoutes::remarksUnavailable);
                            return personal(
                                    200,
                                    remarks.mark(userId, assessmentId, test, startedUs, limit)
                                            .toJson());
                        });
    }

    private static Response response(StoredAssessment assessment) {
        return switch (assessment.status()) {
            case AssessmentStatus.Done _ -> personal(200, assessment.toJson());
            case AssessmentStatus.Marking _ ->
                    personal(202, assessment.toJson())
                            .with("Location", "/assessments/" + assessment.key().assessmentId())
                            .with("Retry-After", POLL_SECONDS);
            case AssessmentStatus.Failed _ -> throw couldNotBeMarked();
        };
    }

    /** Creates the exception (503) of a test without a mark, which may be sent again. */
    static RuntimeException couldNotBeMarked() {
        return Problem.retryable(
                        ProblemType.COULD_NOT_BE_MARKED,
                        "Your test could not be marked now. No attempt was used: send it again.",
                        RETRY_SOON)
                .exception();
    }

    private static RuntimeException remarksUnavailable() {
        return Problem.retryable(
                        ProblemType.REMARKS_UNAVAILABLE,
                        "Tests cannot be marked a second time at present.",
                        RETRY_LATER)
                .exception();
    }

    private static Response personal(int status, Map<String, Object> value) {
        return Response.json(status, value).with("Cache-Control", "no-store");
    }
}
