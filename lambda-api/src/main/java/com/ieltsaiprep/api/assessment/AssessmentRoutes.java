package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.session.RequestGuard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HTTP routes by which users list, read and delete their assessments. */
public final class AssessmentRoutes {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LIMIT = Pattern.compile("[1-9]|[1-4][0-9]|50");
    private static final int DEFAULT_LIMIT = 20;

    private final Assessments assessments;
    private final RequestGuard guard;

    /** Creates the HTTP routes of a user's own assessments. */
    public AssessmentRoutes(Assessments assessments, RequestGuard guard) {
        this.assessments = assessments;
        this.guard = guard;
    }

    /** Returns the routes {@code GET /assessments} and {@code GET, DELETE /assessments/{…}}. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/assessments", this::list),
                new Route("GET", "/assessments/{assessment_id}", this::show),
                new Route("DELETE", "/assessments/{assessment_id}", this::delete));
    }

    private Response list(Request request) {
        String userId = guard.userId(request);
        int limit =
                valid(request, "limit", LIMIT, "must be a whole number from 1 to 50")
                        .map(Integer::parseInt)
                        .orElse(DEFAULT_LIMIT);
        Optional<String> before =
                valid(request, "cursor", ID, "must be one that an earlier page ended with");
        // One more than is sent tells whether there is another page.
        List<StoredAssessment> read = assessments.list(userId, before, limit + 1);
        List<StoredAssessment> page = read.subList(0, Math.min(limit, read.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("assessments", page.stream().map(StoredAssessment::summary).toList());
        if (read.size() > limit) {
            json.put("next", page.getLast().key().assessmentId());
        }
        return personal(json);
    }

    private static Optional<String> valid(
            Request request, String name, Pattern form, String right) {
        Optional<String> value = request.queryParameter(name);
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw Problem.invalidField(name, right).exception();
        }
        return value;
    }

    private Response show(Request request) {
        String userId = guard.userId(request);
        return personal(
                assessments
                        .find(userId, id(request))
                        .orElseThrow(AssessmentRoutes::unknown)
                        .toJson());
    }

    private Response delete(Request request) {
        String userId = guard.userId(request);
        if (!assessments.delete(userId, id(request))) {
            throw unknown();
        }
        return Response.noContent();
    }

    /**
     * Reads the id in the path.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 404 if it is no id
     */
    public static String id(Request request) {
        String id = request.parameter("assessment_id");
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return id;
    }

    /** Creates the exception (404) that refuses a request for an assessment the user lacks. */
    public static RuntimeException unknown() {
        return Problem.of(ProblemType.ASSESSMENT_UNKNOWN, "You have no such report.").exception();
    }

    private static Response personal(Object value) {
        return Response.json(200, value).with("Cache-Control", "no-store");
    }
}
