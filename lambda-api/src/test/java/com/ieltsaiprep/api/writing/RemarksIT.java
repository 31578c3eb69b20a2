package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.marking.ModelFailure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Optional;

/** Tests of second marks. */
final class RemarksIT {
    private static final String OWN = WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY);

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);
    private String id = "";

    @BeforeEach
    void markOnce() {
        writing.withAttempts(2);
        writing.secondModel = Optional.empty();
        id = WritingWorld.id(writing.assess());
        writing.secondModel = Optional.of(WritingWorld.SECOND_MODEL);
        writing.model.band = 7;
        writing.world.clock.advance(Duration.ofMinutes(5));
    }

    private Response remark(Region region, String body) {
        return writing.send(region, "POST", "/assessments/" + id + "/remark", "", body);
    }

    private Response remark(String body) {
        return remark(Region.VIRGINIA, body);
    }

    private void assertProblem(Response response, int status, String type) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(problem(response)).isEqualTo(type);
    }

    @Test
    void marksSameTextAgainBySecondModel() {
        JsonNode first = json(writing.get("/assessments/" + id));

        Response response = remark(OWN);

        assertThat(response.status()).isEqualTo(200);
        JsonNode second = json(response);
        assertThat(second.at("/overall/band").asDouble()).isEqualTo(7);
        assertThat(second.get("first_overall")).isEqualTo(first.get("overall"));
        assertThat(second.get("marked_at")).isEqualTo(first.get("marked_at"));
        assertThat(second.get("remarked_at")).isNotEqualTo(first.get("marked_at"));
        assertThat(second.at("/how_marked/models/0").asText()).isEqualTo(WritingWorld.SECOND_MODEL);
        assertThat(json(writing.get("/assessments/" + id))).isEqualTo(second);
        assertThat(json(writing.get("/assessments")).at("/assessments/0/first_overall"))
                .isEqualTo(first.get("overall"));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void marksAgainInOtherRegion() {
        assertThat(remark(Region.IRELAND, OWN).status()).isEqualTo(200);

        assertThat(json(writing.get("/assessments/" + id)).at("/overall/band").asDouble())
                .isEqualTo(7);
    }

    @Test
    void marksAgainOnceOnly() {
        remark(OWN);

        assertProblem(remark(OWN), 409, "already_remarked");
    }

    @Test
    void savesOneOfTwoConcurrentSecondMarks() {
        Response[] other = new Response[1];
        writing.model.answer(
                request -> {
                    writing.model.recover();
                    other[0] = remark(OWN);
                    return writing.model.mark(request);
                });
        // The first call only: others could begin a third.
        int status = remark(OWN).status();

        assertThat(status == 200 ? 200 : 409).isEqualTo(status);
        assertThat(json(writing.get("/assessments/" + id)).has("remarked_at")).isTrue();
    }

    @Test
    void refusesOtherText() {
        assertProblem(
                remark(WritingTexts.own(WritingTexts.PROMPT, "Another text.")),
                422,
                "text_differs");
        assertProblem(
                remark(WritingTexts.own("Another prompt.", WritingTexts.ESSAY)),
                422,
                "text_differs");
        assertProblem(
                remark(WritingTexts.test(WritingTexts.LETTER, WritingTexts.ESSAY)),
                422,
                "text_differs");
    }

    /** Line ends and composition of characters do not matter. */
    @Test
    void acceptsSameTextInOtherForm() {
        assertThat(
                        remark(
                                        WritingTexts.own(
                                                WritingTexts.PROMPT.replace("\n", "\r\n"),
                                                WritingTexts.ESSAY.replace("\n", "\r\n")))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void keepsFirstMarkWhenSecondModelFails() {
        JsonNode first = json(writing.get("/assessments/" + id));
        writing.model.fail(ModelFailure.UNAVAILABLE);

        assertProblem(remark(OWN), 503, "could_not_be_marked");

        assertThat(json(writing.get("/assessments/" + id))).isEqualTo(first);
        writing.model.recover();
        assertThat(remark(OWN).status()).isEqualTo(200);
    }

    @Test
    void needsSecondModel() {
        writing.secondModel = Optional.empty();

        assertProblem(remark(OWN), 503, "remarks_unavailable");
    }

    @Test
    void needsFirstMark() {
        writing.model.fail(ModelFailure.REFUSED);
        writing.assess("aaaaaaaaaaaaaaaa", OWN);
        id = json(writing.get("/assessments")).at("/assessments/0/assessment_id").asText();

        assertProblem(remark(OWN), 409, "assessment_unfinished");
    }

    @Test
    void needsOwnAssessment() {
        id = "019ad9c2-7f3e-7a61-9c1b-5d2e8f0a4b3c";

        assertProblem(remark(OWN), 404, "assessment_unknown");
    }

    @Test
    void validatesBody() {
        assertProblem(remark("{}"), 400, "invalid_request");
        writing.userId = "";
        assertProblem(remark(OWN), 401, "unauthenticated");
    }
}
