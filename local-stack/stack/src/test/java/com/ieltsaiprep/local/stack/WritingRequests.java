package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.speak.SampleAnswers;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests of the writing test. */
final class WritingRequests {
    static final String PATH = "/assess-writing";
    static final String OPERATION = "POST " + PATH;
    private static final String MODULE = "academic_writing";
    private static final String PROMPT = "Should students spend a term outside of their subject?";

    private WritingRequests() {}

    /** Returns the body of an essay on a prompt of the caller's own. */
    static Map<String, Object> essay() {
        return essay(SampleAnswers.ESSAY);
    }

    static Map<String, Object> essay(String text) {
        return Map.of("assessment_type", MODULE, "prompt", PROMPT, "essay_text", text);
    }

    /** Returns the body of both tasks of a test of our bank. */
    static Map<String, Object> test(String first, String second) {
        return Map.of(
                "assessment_type",
                MODULE,
                "tasks",
                List.of(
                        Map.of("task_id", "a1-01", "essay_text", first),
                        Map.of("task_id", "a2-01", "essay_text", second)));
    }

    static Map<String, Object> test() {
        return test(SampleAnswers.REPORT, SampleAnswers.ESSAY);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Submits a test with a new idempotency key. */
    static ApiResponse submit(RecordingApiClient user, Region region, Map<String, ?> body) {
        return submit(user, region, newKey(), body);
    }

    static ApiResponse submit(
            RecordingApiClient user, Region region, String key, Map<String, ?> body) {
        return user.send(
                region, "POST", PATH, JsonValues.write(body), Map.of("Idempotency-Key", key));
    }

    /** Returns the number of attempts that a user has left. */
    static int attempts(RecordingApiClient user) {
        return user.get(Region.VIRGINIA, "/me").json().path("attempts").path(MODULE).asInt(-1);
    }
}
