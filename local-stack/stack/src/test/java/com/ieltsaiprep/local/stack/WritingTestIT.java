package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.speak.SampleAnswers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writing test across regions: one idempotency key is one report and one attempt. */
@SharedApi
final class WritingTestIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final Map<String, Object> TEST = WritingRequests.test();

    private final TestAccounts.SignedInAccount account = API.stack().accounts().create();
    private final RecordingApiClient user = API.newClient().withToken(account.accessToken());

    @Test
    void aReportIsTheSameInEveryRegionAndQuotesOnlyTheCandidate() {
        int before = WritingRequests.attempts(user);

        ApiResponse marked = WritingRequests.submit(user, Region.IRELAND, TEST);

        assertThat(marked.outcome()).isEqualTo("200");
        JsonNode report = marked.json();
        assertThat(report.path("tasks").findValues("band")).hasSizeGreaterThanOrEqualTo(2 * 5);
        String texts = SampleAnswers.REPORT + "\n" + SampleAnswers.ESSAY;
        assertThat(report.findValuesAsText("quote")).isNotEmpty().allMatch(texts::contains);
        assertThat(report.findValuesAsText("original")).isNotEmpty().allMatch(texts::contains);
        String path = "/assessments/" + marked.text("assessment_id");
        for (Region region : Region.values()) {
            assertThat(user.get(region, path).json()).as(region.awsName()).isEqualTo(report);
        }
        assertThat(WritingRequests.attempts(user)).isEqualTo(before - 1);
    }

    @Test
    void theSameKeyAtOnceInAllRegionsIsOneReportAndOneAttempt() throws Exception {
        int before = WritingRequests.attempts(user);
        String key = WritingRequests.newKey();

        List<ApiResponse> responses =
                ConcurrentRequests.send(
                        6, region -> WritingRequests.submit(user, region, key, TEST));

        // One that comes in the moment of the reservation is told to repeat itself.
        assertThat(responses)
                .extracting(ApiResponse::outcome)
                .isSubsetOf("200", "202", "503 unavailable")
                .anyMatch("200"::equals);
        Set<String> ids = new HashSet<>();
        for (Region region : Region.values()) {
            ApiResponse again = WritingRequests.submit(user, region, key, TEST);
            assertThat(again.outcome()).isEqualTo("200");
            ids.add(again.text("assessment_id"));
            assertThat(WritingRequests.submit(user, region, key, WritingRequests.essay()).outcome())
                    .isEqualTo("422 idempotency_conflict");
        }
        responses.stream()
                .filter(response -> response.status() < 300)
                .forEach(response -> ids.add(response.text("assessment_id")));
        assertThat(ids).hasSize(1);
        assertThat(WritingRequests.attempts(user)).isEqualTo(before - 1);
    }

    @Test
    void aReportIsListedMarkedAgainOnceAndDeletedInEveryRegion() {
        ApiResponse marked = WritingRequests.submit(user, Region.SINGAPORE, TEST);
        String path = "/assessments/" + marked.text("assessment_id");
        int left = WritingRequests.attempts(user);

        Map<String, Object> other = WritingRequests.test(SampleAnswers.REPORT, "Another text.");
        assertThat(user.post(Region.VIRGINIA, path + "/remark", other).outcome())
                .isEqualTo("422 text_differs");
        ApiResponse again = user.post(Region.VIRGINIA, path + "/remark", TEST);
        assertThat(again.outcome()).isEqualTo("200");
        assertThat(again.json().path("first_overall")).isEqualTo(marked.json().path("overall"));
        assertThat(user.post(Region.IRELAND, path + "/remark", TEST).outcome())
                .isEqualTo("409 already_remarked");
        for (Region region : Region.values()) {
            Eventually.afterReplication(
                    () ->
                            assertThat(
                                            user.get(region, "/assessments")
                                                    .json()
                                                    .findValuesAsText("assessment_id"))
                                    .containsExactly(marked.text("assessment_id")));
        }
        assertThat(user.send(Region.IRELAND, "DELETE", path, "").outcome()).isEqualTo("204");
        for (Region region : Region.values()) {
            Eventually.afterReplication(
                    () ->
                            assertThat(user.get(region, path).outcome())
                                    .isEqualTo("404 assessment_unknown"));
            assertThat(API.stack().tables().items(region, Table.ASSESSMENTS, account.userId()))
                    .isEmpty();
        }
        assertThat(WritingRequests.attempts(user)).as("stays used").isEqualTo(left);
    }

    @Test
    void aTextThatCannotBeScoredUsesNoAttempt() {
        int before = WritingRequests.attempts(user);
        String german =
                """
                Viele junge Leute wissen nach der Schule noch nicht, was sie werden wollen. Darum \
                sollte jede Hochschule ein halbes Jahr anbieten, in dem man etwas ganz anderes \
                macht, zum Beispiel in einer Werkstatt oder in einem Theater.\
                """;

        ApiResponse response =
                WritingRequests.submit(user, Region.VIRGINIA, WritingRequests.essay(german));

        assertThat(response.outcome()).isEqualTo("200");
        assertThat(response.json().has("overall")).isFalse();
        assertThat(response.json().at("/tasks/0/reasons/0").asText()).isEqualTo("not_english");
        assertThat(WritingRequests.attempts(user)).isEqualTo(before);
    }
}
