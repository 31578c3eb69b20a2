package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.speak.SampleAnswers;

import java.util.List;
import java.util.Set;

/** Step: the export has all personal data, from whichever region it was written. */
final class ExportStep {
    private static final Region REGION = Region.SINGAPORE;
    private static final Set<String> DEVICES = Set.of("a phone", "Chrome on Linux");

    private ExportStep() {}

    static TourStep step() {
        return new TourStep("export", REGION.awsName(), ExportStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ApiResponse response =
                context.api().get(REGION, "/me/export", user.phone().accessToken()).expect("200");
        JsonNode account = response.json("account");
        response.require(
                account.path("email").asText().equals(user.email()),
                "account.email " + user.email(),
                account.path("email").asText());
        response.require(
                account.path("name").asText().equals(user.name()),
                "account.name " + user.name(),
                account.path("name").asText());
        JsonNode signIns = response.json("sign_ins");
        Set<String> devices = Set.copyOf(signIns.findValuesAsText("device"));
        response.require(devices.equals(DEVICES), "sign-ins of " + DEVICES, devices);
        List<String> attempts = response.json("attempts").findValuesAsText("session_id");
        response.require(
                attempts.contains(user.ticket().sessionId()),
                "the attempt of " + user.ticket().sessionId(),
                attempts);
        hasAssessment(response, user);
        for (String section : List.of("entitlements", "grants")) {
            List<String> modules = response.json(section).findValuesAsText("module");
            response.require(
                    modules.contains("academic_speaking"),
                    "academic_speaking in " + section,
                    modules);
        }
        return "the account, %d sign-ins, %d attempts, what is left and what was granted, the report"
                .formatted(signIns.size(), attempts.size());
    }

    /** Requires the report of the writing test, without its texts. */
    private static void hasAssessment(ApiResponse response, TourUser user) {
        String expected = user.writtenTest().assessmentId();
        List<String> ids = response.json("assessments").findValuesAsText("assessment_id");
        response.require(ids.equals(List.of(expected)), "the assessment " + expected, ids);
        response.require(
                !response.text().contains(SampleAnswers.LAST_SENTENCE),
                "no text of the essay",
                "its last sentence");
    }
}
