package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.AccountFixtures;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tests of a user's own assessments: list, read, delete, export. */
final class AssessmentRoutesIT {
    private static final String OWN = WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY);
    private static final String UNKNOWN = "/assessments/019ad9c2-7f3e-7a61-9c1b-5d2e8f0a4b3c";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(9);
    }

    private String assess(Region region) {
        writing.world.clock.advance(Duration.ofMinutes(1));
        Response response = writing.assess(region, "", OWN);
        assertThat(response.status()).isEqualTo(200);
        return WritingWorld.id(response);
    }

    private Response delete(Region region, String id) {
        return writing.send(region, "DELETE", "/assessments/" + id, "", "");
    }

    private static List<String> ids(JsonNode page) {
        return page.get("assessments").findValuesAsText("assessment_id");
    }

    @Test
    void listsNewestFirstInPages() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.addFirst(assess(Region.VIRGINIA));
        }

        JsonNode first = json(writing.get("/assessments?limit=2"));
        JsonNode second =
                json(writing.get("/assessments?limit=2&cursor=" + first.get("next").asText()));
        JsonNode third =
                json(writing.get("/assessments?limit=2&cursor=" + second.get("next").asText()));

        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(ids(second)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(ids(third)).isEqualTo(newestFirst.subList(4, 5));
        assertThat(third.has("next")).isFalse();
        assertThat(first.at("/assessments/0/overall/band").asDouble()).isEqualTo(6);
        assertThat(ids(json(writing.get("/assessments")))).isEqualTo(newestFirst);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=51", "limit=x", "cursor=x", "cursor="})
    void refusesInvalidPage(String query) {
        Response response = writing.get("/assessments?" + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/field").asText())
                .isEqualTo(query.replaceFirst("=.*", ""));
    }

    @Test
    void showsNothingOfOtherUsers() {
        String id = assess(Region.VIRGINIA);
        writing.userId = AccountFixtures.create(writing.virginia().dynamo());

        assertThat(json(writing.get("/assessments")).get("assessments")).isEmpty();
        assertThat(problem(writing.get("/assessments/" + id))).isEqualTo("assessment_unknown");
        assertThat(problem(delete(Region.VIRGINIA, id))).isEqualTo("assessment_unknown");
        assertThat(writing.world.items(Table.ASSESSMENTS)).hasSize(1);
    }

    @Test
    void showsNothingWithoutSession() {
        writing.userId = "";

        assertThat(problem(writing.get("/assessments"))).isEqualTo("unauthenticated");
        assertThat(problem(writing.get(UNKNOWN))).isEqualTo("unauthenticated");
    }

    @Test
    void knowsNoAssessmentOfMalformedOrUnknownId() {
        assertThat(problem(writing.get("/assessments/x"))).isEqualTo("assessment_unknown");
        assertThat(problem(writing.get(UNKNOWN))).isEqualTo("assessment_unknown");
        assertThat(delete(Region.VIRGINIA, UNKNOWN.substring(13)).status()).isEqualTo(404);
    }

    @Test
    void showsAssessmentOfOtherRegionAfterReplication() {
        writing.world.replicate();
        String id = assess(Region.IRELAND);
        writing.world.replicate();

        assertThat(ids(json(writing.get("/assessments")))).containsExactly(id);
        assertThat(WritingWorld.status(writing.get("/assessments/" + id))).isEqualTo("done");
    }

    @Test
    void deletesAssessmentInItsRegionAndKeepsAttemptUsed() {
        writing.world.replicate();
        String id = assess(Region.IRELAND);

        assertThat(delete(Region.VIRGINIA, id).status()).isEqualTo(204);

        assertThat(writing.get(Region.IRELAND, "/assessments/" + id).status()).isEqualTo(404);
        assertThat(delete(Region.VIRGINIA, id).status()).isEqualTo(404);
        assertThat(writing.balance()).isEqualTo(8);
    }

    @Test
    void listsLostMarkingAsFailed() {
        writing.limit = Duration.ofMillis(150);
        writing.model.hold();
        writing.assess();
        assertThat(json(writing.get("/assessments")).at("/assessments/0/status").asText())
                .isEqualTo("marking");

        writing.world.clock.advance(Duration.ofMinutes(4));

        assertThat(json(writing.get("/assessments")).at("/assessments/0/reason").asText())
                .isEqualTo("lapsed");
    }

    /** Items that other programs have written are not shown. */
    @Test
    void skipsItemsOfOtherKinds() {
        writing.world.storeAssessment(writing.userId);

        assertThat(json(writing.get("/assessments")).get("assessments")).isEmpty();
    }

    @Test
    void exportHasReportWithoutHashes() {
        String id = assess(Region.VIRGINIA);

        Response export = writing.virginia().sendAs(writing.userId, "GET", "/me/export", "");

        JsonNode assessment = json(export).at("/assessments/0");
        assertThat(assessment.get("assessment_id").asText()).isEqualTo(id);
        assertThat(assessment.at("/overall/band").asDouble()).isEqualTo(6);
        assertThat(assessment.at("/report/tasks")).hasSize(1);
        assertThat(export.body()).doesNotContain("text_hash", "key_hash", "marking_id");
    }

    @Test
    void deletionOfAccountErasesAssessmentsOfAllRegions() {
        assess(Region.VIRGINIA);
        writing.world.replicate();
        assess(Region.IRELAND);

        Response deleted =
                writing.virginia()
                        .sendAs(
                                writing.userId,
                                "DELETE",
                                "/me",
                                ApiWorld.body("password", ApiWorld.PASSWORD));

        assertThat(deleted.status()).isEqualTo(204);
        for (Region region : List.of(Region.VIRGINIA, Region.IRELAND)) {
            assertThat(
                            writing.world
                                    .direct(region)
                                    .scan(scan -> scan.tableName(dynamo.name(Table.ASSESSMENTS)))
                                    .items())
                    .isEmpty();
        }
        assertThat(writing.world.items(Table.PURCHASES)).isEmpty();
    }
}
