package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.marking.ModelFailure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tests of markings that outlast their request. */
final class HandOverIT {
    private static final Duration SHORT = Duration.ofMillis(150);

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(2);
    }

    /** Submits an essay while the model is slow; the response comes before the report. */
    private Response assessSlowly() {
        writing.limit = SHORT;
        writing.model.hold();
        Response response = writing.assess();
        assertThat(writing.model.running()).as("calls after the response").isZero();
        writing.model.release();
        writing.limit = WritingWorld.LONG;
        return response;
    }

    private String event() {
        assertThat(writing.handedOver).hasSize(1);
        return writing.handedOver.getFirst();
    }

    @Test
    void continuesMarkingOfSlowModelAfterResponse() {
        Response accepted = assessSlowly();
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.headers())
                .containsEntry("Location", List.of("/assessments/" + WritingWorld.id(accepted)))
                .containsEntry("Retry-After", List.of("3"));
        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("marking");
        assertThat(json(writing.read(accepted)).get("marking_until").asText())
                .isEqualTo(
                        writing.world
                                .now()
                                .plus(Duration.ofMinutes(4))
                                .toString()
                                .replaceFirst("\\.(\\d{3})\\d*Z", ".$1Z"));

        assertThat(writing.deliver(event())).isEqualTo("{\"done\":true}");

        Response report = writing.read(accepted);
        assertThat(json(report).at("/overall/band").asDouble()).isEqualTo(6);
        assertThat(json(writing.assess())).isEqualTo(json(report));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void continuesWithRepliesSoFar() {
        writing.model.answer(
                request ->
                        request.tool().equals("give_feedback")
                                ? new MarkingModel.Answer.OutOfTime()
                                : writing.model.mark(request));
        Response accepted = writing.assess();
        int calls = writing.model.asked().size();
        writing.model.recover();

        writing.deliver(event());

        assertThat(writing.model.asked()).hasSize(calls + 1);
        assertThat(json(writing.read(accepted)).at("/tasks/0/next_actions")).hasSize(3);
    }

    @Test
    void takesEventOnceOnly() {
        Response accepted = assessSlowly();
        writing.deliver(event());
        int calls = writing.model.asked().size();

        writing.deliver(event());

        assertThat(writing.model.asked()).hasSize(calls);
        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("done");
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void savesOneResultOfEventThatIsDeliveredTwiceAtOnce() {
        Response accepted = assessSlowly();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        writing.model.answer(
                request -> {
                    if (isFirst.getAndSet(false)) {
                        writing.deliver(event());
                        writing.model.band = 3;
                    }
                    return writing.model.mark(request);
                });

        writing.deliver(event());

        assertThat(json(writing.read(accepted)).at("/overall/band").asDouble()).isEqualTo(6);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void refusesEventOfWrongContent() {
        assessSlowly();
        String event = event();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writing.deliver(event.replace("\"sealed\"", "\"other\"")));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                writing.deliver(
                                        event.replace("\"region\":\"us\"", "\"region\":\"xx\"")));
    }

    /** A sealed state opens for its own assessment only. */
    @Test
    void failsMarkingWhoseStateCannotBeOpened() {
        Response accepted = assessSlowly();
        String event = event();

        writing.deliver(event.replaceFirst("(\"sealed\":\"[0-9a-f]{8}\\.)..", "$1AA"));

        assertThat(json(writing.read(accepted)).get("reason").asText()).isEqualTo("lapsed");
        assertThat(writing.balance()).isEqualTo(2);
    }

    @Test
    void failsAndReleasesWhenHandOverIsRefused() {
        writing.acceptsHandOvers = false;

        Response refused = assessSlowly();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(problem(refused)).isEqualTo("could_not_be_marked");
        assertThat(refused.headers()).containsKey("Retry-After");
        assertThat(writing.balance()).isEqualTo(2);

        Response again = writing.assess();
        assertThat(again.status()).isEqualTo(200);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void releasesAttemptWhenHandOverWasLost() {
        Response accepted = assessSlowly();
        writing.world.clock.advance(Duration.ofMinutes(4));

        Response read = writing.read(accepted);

        assertThat(json(read).get("status").asText()).isEqualTo("failed");
        assertThat(json(read).get("reason").asText()).isEqualTo("lapsed");
        assertThat(writing.balance()).isEqualTo(2);
    }

    @Test
    void marksAgainWithSameKeyWhenHandOverWasLost() {
        Response accepted = assessSlowly();
        writing.world.clock.advance(Duration.ofMinutes(4));

        Response again = writing.assess();

        assertThat(again.status()).isEqualTo(200);
        assertThat(WritingWorld.id(again)).isEqualTo(WritingWorld.id(accepted));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void ignoresEventThatArrivesAfterLapse() {
        Response accepted = assessSlowly();
        writing.world.clock.advance(Duration.ofMinutes(5));
        int calls = writing.model.asked().size();

        writing.deliver(event());

        assertThat(writing.model.asked()).hasSize(calls);
        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("failed");
        assertThat(writing.balance()).isEqualTo(2);
    }

    /** The event of a marking that lapsed arrives while the same test is marked anew. */
    @Test
    void ignoresEventOfEarlierMarking() {
        assessSlowly();
        writing.world.clock.advance(Duration.ofMinutes(4));
        writing.model.band = 8;
        Response again = writing.assess();
        writing.model.band = 3;

        writing.deliver(event());

        assertThat(json(writing.read(again)).at("/overall/band").asDouble()).isEqualTo(8);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void failsWhenModelGivesNothingAfterHandOver() {
        Response accepted = assessSlowly();
        writing.model.fail(ModelFailure.THROTTLED);

        writing.deliver(event());

        assertThat(json(writing.read(accepted)).get("reason").asText())
                .isEqualTo("could_not_be_marked");
        assertThat(writing.balance()).isEqualTo(2);
    }

    @Test
    void savesLaterWhileDatabaseDoesNotAnswer() {
        Response accepted = assessSlowly();
        writing.model.answer(
                request -> {
                    writing.world.home().setUnavailable(true);
                    return writing.model.mark(request);
                });
        writing.whilePaused = () -> writing.world.home().setUnavailable(false);

        writing.deliver(event());

        assertThat(writing.pauses).containsExactly(Duration.ofSeconds(2));
        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("done");
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void handsReportOverThatCannotBeSaved() {
        writing.model.answer(
                request -> {
                    writing.world.home().setUnavailable(true);
                    return writing.model.mark(request);
                });
        Response accepted = writing.assess();
        assertThat(accepted.status()).isEqualTo(202);
        writing.world.home().setUnavailable(false);
        int calls = writing.model.asked().size();

        writing.deliver(event());

        assertThat(writing.model.asked()).hasSize(calls);
        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("done");
        assertThat(writing.balance()).isEqualTo(1);
    }

    /** Ireland marks; the table of Virginia does not have the item yet. */
    @Test
    void completesAssessmentInItsRegion() {
        writing.world.replicate();
        writing.limit = SHORT;
        writing.model.hold();
        Response accepted =
                writing.assess(
                        Region.IRELAND,
                        WritingWorld.KEY,
                        WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY));
        writing.model.release();
        assertThat(accepted.status()).isEqualTo(202);

        writing.deliver(event());

        assertThat(WritingWorld.status(writing.read(accepted))).isEqualTo("done");
    }
}
