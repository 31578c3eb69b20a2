package com.ieltsaiprep.api.writing;

import static com.ieltsaiprep.api.testing.ApiWorld.json;
import static com.ieltsaiprep.api.testing.ApiWorld.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tests of repeated and concurrent submissions with one idempotency key. */
final class IdempotencyIT {
    private static final String OWN = WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY);
    private static final String OTHER =
            WritingTexts.own(WritingTexts.PROMPT, WritingTexts.ESSAY + " One more word.");

    /** Number of the transaction that reserves, after the one that issues the test's session. */
    private static final int RESERVATION = 2;

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(2);
    }

    @Test
    void returnsSameAssessmentForSameKey() {
        Response first = writing.assess();
        int calls = writing.model.asked().size();
        writing.world.clock.advance(Duration.ofDays(3));

        Response second = writing.assess();

        assertThat(json(second)).isEqualTo(json(first));
        assertThat(writing.model.asked()).hasSize(calls);
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void refusesOtherTextOrModuleForSameKey() {
        writing.assess();

        for (String other :
                new String[] {OTHER, OWN.replace("academic_writing", "general_writing")}) {
            Response response = writing.assess(WritingWorld.KEY, other);
            assertThat(response.status()).isEqualTo(422);
            assertThat(problem(response)).isEqualTo("idempotency_conflict");
        }
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void marksOtherKeyAsOtherTest() {
        Response first = writing.assess();

        Response second = writing.assess("fedcba9876543210", OWN);

        assertThat(WritingWorld.id(second)).isNotEqualTo(WritingWorld.id(first));
        assertThat(writing.balance()).isZero();
    }

    @Test
    void findsAssessmentOfOtherRegionByKey() {
        Response first = writing.assess();
        assertThat(first.status()).isEqualTo(200);

        Response second = writing.assess(Region.IRELAND, WritingWorld.KEY, OWN);

        assertThat(json(second)).isEqualTo(json(first));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void readsAssessmentInRegionThatDoesNotHaveItYet() {
        writing.world.replicate();
        Response first = writing.assess(Region.IRELAND, WritingWorld.KEY, OWN);

        Response read = writing.read(first);

        assertThat(json(read)).isEqualTo(json(first));
        assertThat(writing.world.items(Table.ASSESSMENTS)).isEmpty();
    }

    @Test
    void answersRepeatedRequestWhileFirstIsBeingMarked() {
        Response[] second = new Response[1];
        AtomicBoolean isFirst = new AtomicBoolean(true);
        writing.model.answer(
                request -> {
                    if (isFirst.getAndSet(false)) {
                        second[0] = writing.assess();
                    }
                    return writing.model.mark(request);
                });

        Response first = writing.assess();

        assertThat(first.status()).isEqualTo(200);
        assertThat(second[0].status()).isEqualTo(202);
        assertThat(WritingWorld.id(second[0])).isEqualTo(WritingWorld.id(first));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void loserOfRaceForKeyTakesAssessmentOfWinner() {
        Response[] winner = new Response[1];
        writing.world
                .home()
                .interleave("TransactWriteItems", RESERVATION, () -> winner[0] = writing.assess());

        Response loser = writing.assess();

        assertThat(json(loser)).isEqualTo(json(winner[0]));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void takesLastAttemptOnceOnly() {
        Response[] winner = new Response[1];
        writing.assess("fedcba9876543210", OWN);
        writing.world.beforeTransaction(() -> winner[0] = writing.assess("aaaaaaaaaaaaaaaa", OWN));

        Response loser = writing.assess();

        assertThat(winner[0].status()).isEqualTo(200);
        assertThat(problem(loser)).isEqualTo("no_attempts");
        assertThat(writing.balance()).isZero();
    }

    @Test
    void marksNothingOfDeletedReport() {
        Response first = writing.assess();
        String target = "/assessments/" + WritingWorld.id(first);
        assertThat(writing.send(Region.VIRGINIA, "DELETE", target, "", "").status()).isEqualTo(204);

        Response again = writing.assess();

        assertThat(again.status()).isEqualTo(409);
        assertThat(problem(again)).isEqualTo("assessment_deleted");
        assertThat(writing.balance()).isEqualTo(1);
    }

    /** The response to the reservation is lost: the same key finds it. */
    @Test
    void findsReservationWhoseResponseWasLost() {
        writing.world.home().loseResponse("TransactWriteItems", RESERVATION);
        assertThatThrownBy(writing::assess).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(writing.balance()).isEqualTo(1);

        Response pending = writing.assess();
        assertThat(pending.status()).isEqualTo(202);
        writing.world.clock.advance(Duration.ofMinutes(1));

        Response marked = writing.assess();
        assertThat(marked.status()).isEqualTo(200);
        assertThat(WritingWorld.id(marked)).isEqualTo(WritingWorld.id(pending));
        assertThat(writing.balance()).isEqualTo(1);
    }

    @Test
    void releasesReservationThatWasLost() {
        writing.world.home().loseResponse("TransactWriteItems", RESERVATION);
        assertThatThrownBy(writing::assess).isInstanceOf(DatabaseUnavailableException.class);
        Response pending = writing.assess();
        writing.world.clock.advance(Duration.ofMinutes(1));

        Response read = writing.read(pending);

        assertThat(json(read).get("reason").asText()).isEqualTo("lapsed");
        assertThat(writing.balance()).isEqualTo(2);
        assertThat(writing.read(pending).status()).isEqualTo(404);
        assertThat(WritingWorld.id(writing.assess())).isEqualTo(WritingWorld.id(pending));
        assertThat(writing.balance()).isEqualTo(1);
    }
}
