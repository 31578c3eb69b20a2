package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.AccountFixtures;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tests of faults: no attempt is lost or charged without a mark, and no mark is lost. */
final class FaultsIT {
    private static final String OWN = WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY);

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(2);
    }

    /** Runs an action once, during the first call of the model. */
    private void whileMarking(Runnable action) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        writing.model.answer(
                request -> {
                    if (isFirst.getAndSet(false)) {
                        action.run();
                    }
                    return writing.model.mark(request);
                });
    }

    private void assertNotMarked(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(problem(response)).isEqualTo("could_not_be_marked");
        assertThat(writing.balance()).isEqualTo(2);
        assertThat(writing.model.running()).isZero();
    }

    private void assertSameKeyIsMarkedNow() {
        writing.model.recover();
        assertThat(writing.assess().status()).isEqualTo(200);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.class)
    void usesNoAttemptWhenModelFails(ModelFailure failure) {
        writing.model.fail(failure);

        assertNotMarked(writing.assess());

        assertThat(json(writing.get("/assessments")).at("/assessments/0/reason").asText())
                .isEqualTo("could_not_be_marked");
        assertSameKeyIsMarkedNow();
    }

    @Test
    void usesNoAttemptWhenModelRepliesGarbage() {
        writing.model.answer(
                request ->
                        new MarkingModel.Answer.Replied(
                                new ModelReply(
                                        "end_turn",
                                        List.of(new ModelReply.Block.Text("Band 9!")),
                                        10,
                                        3)));

        assertNotMarked(writing.assess());
        assertSameKeyIsMarkedNow();
    }

    @Test
    void usesNoAttemptWhenMarkingBreaks() {
        writing.model.answer(
                _ -> {
                    throw new IllegalStateException("a bug");
                });

        assertThatIllegalStateException().isThrownBy(writing::assess);

        assertThat(writing.balance()).isEqualTo(2);
        assertSameKeyIsMarkedNow();
    }

    @Test
    void reportsTokensAndFailuresOfModel() {
        writing.assess();

        var line = writing.world.log.of("marking_ended").getFirst();
        assertThat(line.get("outcome").asText()).isEqualTo("marked");
        assertThat(line.get("run").asText()).isEqualTo("request");
        assertThat(line.get("replies").asInt()).isEqualTo(13);
        assertThat(line.get("ModelInputTokens").asInt()).isEqualTo(13 * 900);
        assertThat(line.get("ModelOutputTokens").asInt()).isEqualTo(13 * 300);

        writing.model.fail(ModelFailure.THROTTLED);
        writing.assess("", OWN);
        var failed = writing.world.log.of("marking_ended").getLast();
        assertThat(failed.get("outcome").asText()).isEqualTo("could_not_be_marked");
        assertThat(failed.get("throttled").asInt()).isEqualTo(13);
    }

    @Test
    void marksNothingWhileLedgerIsUnavailable() {
        writing.world.replicate();
        writing.world.in(Region.IRELAND);
        writing.world.home().setUnavailable(true);

        assertThatThrownBy(() -> writing.assess(Region.IRELAND, WritingWorld.KEY, OWN))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(writing.model.asked()).isEmpty();
        writing.world.home().setUnavailable(false);
        assertThat(writing.balance()).isEqualTo(2);
    }

    /** The attempt is reserved, and then the item of the assessment cannot be written. */
    @Test
    void releasesAttemptWhenItemCannotBeWritten() {
        writing.world.home().failUnsent("PutItem", 1);

        assertThatThrownBy(() -> writing.assess("", OWN))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(writing.balance()).isEqualTo(2);
        assertThat(writing.model.asked()).isEmpty();
    }

    @Test
    void answersAllTheSameWhenAttemptCannotBeConsumed() {
        writing.world.replicate();
        whileMarking(() -> writing.world.home().failUnsent("UpdateItem", 1));

        Response response = writing.assess(Region.IRELAND, WritingWorld.KEY, OWN);

        assertThat(response.status()).isEqualTo(200);
        assertThat(writing.world.log.cleanupFailures()).containsExactly("attempt");
        assertThat(writing.balance()).isEqualTo(1);
        // A reserved attempt with a mark is consumed, never released.
        writing.world.clock.advance(Duration.ofDays(1));
        assertThat(json(writing.assess(Region.IRELAND, WritingWorld.KEY, OWN)))
                .isEqualTo(json(response));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void releasesAttemptByNextReadWhenLedgerWasUnavailable() {
        writing.world.replicate();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        writing.model.answer(
                _ -> {
                    if (isFirst.getAndSet(false)) {
                        writing.world.home().failUnsent("TransactWriteItems", 1);
                    }
                    return new MarkingModel.Answer.Failed(ModelFailure.REFUSED);
                });

        Response refused = writing.assess(Region.IRELAND, WritingWorld.KEY, OWN);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(writing.balance()).isEqualTo(1);
        String id =
                json(writing.get(Region.IRELAND, "/assessments"))
                        .at("/assessments/0/assessment_id")
                        .asText();
        writing.get(Region.IRELAND, "/assessments/" + id);
        assertThat(writing.balance()).isEqualTo(2);
        writing.get(Region.IRELAND, "/assessments/" + id);
        assertThat(writing.balance()).isEqualTo(2);
    }

    @Test
    void findsSavedReportWhenResponseOfSaveWasLost() {
        whileMarking(() -> writing.world.home().loseResponse("UpdateItem", 1));

        Response response = writing.assess();

        assertThat(response.status()).isEqualTo(200);
        assertThat(writing.handedOver).isEmpty();
        assertThat(writing.entitlements().entries(writing.userId).toString()).contains("=used");
        assertThat(writing.balance()).isEqualTo(1);
    }

    /** The marking lapses at the moment at which its report is saved. */
    @Test
    void keepsReportThatWasSavedBeforeLapse() {
        Response[] read = new Response[1];
        whileMarking(
                () ->
                        writing.world
                                .home()
                                .interleave(
                                        "UpdateItem",
                                        1,
                                        () -> {
                                            writing.world.clock.advance(Duration.ofMinutes(1));
                                            String id =
                                                    json(writing.get("/assessments"))
                                                            .at("/assessments/0/assessment_id")
                                                            .asText();
                                            read[0] = writing.get("/assessments/" + id);
                                        }));

        Response response = writing.assess();

        assertThat(json(read[0]).get("reason").asText()).isEqualTo("lapsed");
        assertThat(response.status()).isEqualTo(503);
        assertThat(writing.balance()).isEqualTo(2);
        assertSameKeyIsMarkedNow();
    }

    @Test
    void savesNothingForAccountThatIsDeletedMeanwhile() {
        whileMarking(() -> AccountFixtures.delete(writing.virginia().dynamo(), writing.userId));

        Response response = writing.assess();

        assertThat(response.status()).isEqualTo(503);
        assertThat(writing.world.items(Table.ASSESSMENTS))
                .noneMatch(item -> item.containsKey("report"));
    }

    @Test
    void marksNothingForDeletedAccount() {
        writing.world
                .home()
                .interleave(
                        "TransactWriteItems",
                        2,
                        () ->
                                AccountFixtures.delete(
                                        TestDynamo.in(Region.VIRGINIA, dynamo), writing.userId));

        Response response = writing.assess();

        assertThat(response.status()).isEqualTo(401);
        assertThat(writing.world.items(Table.ASSESSMENTS)).isEmpty();
    }

    @Test
    void savesNothingForAssessmentThatIsDeletedMeanwhile() {
        whileMarking(
                () -> {
                    String id =
                            json(writing.get("/assessments"))
                                    .at("/assessments/0/assessment_id")
                                    .asText();
                    assertThat(
                                    writing.send(
                                                    Region.VIRGINIA,
                                                    "DELETE",
                                                    "/assessments/" + id,
                                                    "",
                                                    "")
                                            .status())
                            .isEqualTo(204);
                });

        Response response = writing.assess();

        assertThat(response.status()).isEqualTo(503);
        assertThat(writing.world.items(Table.ASSESSMENTS)).isEmpty();
        assertThat(writing.balance()).isEqualTo(2);
        assertSameKeyIsMarkedNow();
    }

    @Test
    void operatorReleasesAttemptOfMark() {
        Response response = writing.assess();

        writing.entitlements().release(writing.userId, WritingWorld.id(response));

        assertThat(writing.balance()).isEqualTo(2);
        assertThat(json(writing.assess())).isEqualTo(json(response));
        assertThat(writing.balance()).isEqualTo(2);
    }

    /** No ticket to speak with Maya for the attempt of a writing test. */
    @Test
    void attemptAtWritingTestIsNoSpeakingSession() {
        writing.limit = Duration.ofMillis(150);
        writing.model.hold();
        Response response = writing.assess();

        assertThat(writing.entitlements().state(writing.userId, WritingWorld.id(response)))
                .isEqualTo(Entitlements.SessionState.UNKNOWN);
    }

    @Test
    void ledgerKeepsNoText() {
        writing.assess();

        Map<String, Map<String, String>> entries = writing.entitlements().entries(writing.userId);

        assertThat(entries.toString())
                .contains("attempt#", "used")
                .doesNotContain("text_hash", "grandmother");
    }
}
