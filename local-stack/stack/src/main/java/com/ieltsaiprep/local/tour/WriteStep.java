package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.speak.SampleAnswers;
import com.ieltsaiprep.local.tour.TourUser.WrittenTest;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Step: the user writes both tasks of a test, and gets a report with a band for each criterion. */
final class WriteStep {
    private static final Region REGION = Region.IRELAND;
    static final String PATH = "/assess-writing";
    static final String MODULE = "academic_writing";
    private static final int CRITERIA = 4;

    private WriteStep() {}

    static TourStep step() {
        return new TourStep("write", REGION.awsName(), WriteStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        String token = user.phone().accessToken();
        ApiResponse test =
                context.api()
                        .get(REGION, "/writing/tests?module=" + MODULE, token)
                        .expect("200")
                        .expect("module", MODULE);
        List<String> taskIds = test.json("tasks").findValuesAsText("task_id");
        test.require(taskIds.size() == 2, "two tasks", taskIds);
        Map<String, Object> body = body(taskIds);
        String key = UUID.randomUUID().toString();
        long beganUs = context.clock().nowUs();
        ApiResponse report =
                context.api()
                        .postOnce(REGION, PATH, token, key, body)
                        .expect("200")
                        .expect("status", "done");
        long ms = (context.clock().nowUs() - beganUs) / 1_000;
        user.note("essay to report", ms + " ms");
        checkTasks(report, taskIds);
        user.setWrittenTest(new WrittenTest(key, body, report.json()));
        JsonNode overall = report.json("overall");
        return "both tasks marked in %d ms: band %s, range %s to %s"
                .formatted(
                        ms,
                        overall.path("band").asText(),
                        overall.path("low").asText(),
                        overall.path("high").asText());
    }

    private static Map<String, Object> body(List<String> taskIds) {
        return Map.of(
                "assessment_type",
                MODULE,
                "tasks",
                List.of(
                        Map.of("task_id", taskIds.getFirst(), "essay_text", SampleAnswers.REPORT),
                        Map.of("task_id", taskIds.getLast(), "essay_text", SampleAnswers.ESSAY)));
    }

    private static void checkTasks(ApiResponse report, List<String> taskIds) {
        List<String> marked = report.json("tasks").findValuesAsText("task_id");
        report.require(marked.equals(taskIds), "the tasks " + taskIds, marked);
        for (JsonNode task : report.json("tasks")) {
            JsonNode criteria = task.path("criteria");
            report.require(
                    criteria.size() == CRITERIA && criteria.findValues("band").size() == CRITERIA,
                    "a band for each of four criteria",
                    criteria.findValues("band"));
            report.require(!criteria.findValues("quote").isEmpty(), "quotes as evidence", "none");
        }
    }
}
