package com.ieltsaiprep.api.entitlement;

import static com.ieltsaiprep.common.ExamModule.ACADEMIC_SPEAKING;
import static com.ieltsaiprep.common.ExamModule.GENERAL_SPEAKING;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.entitlement.Entitlements.Beginning;
import com.ieltsaiprep.api.entitlement.Entitlements.GivenBack;
import com.ieltsaiprep.api.entitlement.Entitlements.Running;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.VirtualClock;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class AttemptsTest {
    private static final String ANNA = "anna";
    private static final Optional<String> NO_KEY = Optional.empty();
    private static final Optional<String> KEY = Optional.of("a-key-of-a-client");

    private final VirtualClock clock = new VirtualClock();
    private final FakeLedger ledger = new FakeLedger();
    private final Entitlements attempts =
            new Entitlements(ledger, new TokenGenerator(new Random(1)), clock);

    private void grant(int number) {
        attempts.grant(ANNA, "g" + number, ACADEMIC_SPEAKING, number, "a test");
    }

    private Beginning begin(Optional<String> key) {
        return attempts.begin(ANNA, ACADEMIC_SPEAKING, key, _ -> true);
    }

    private String begun(Optional<String> key) {
        return ((Beginning.Begun) begin(key)).sessionId();
    }

    private int left() {
        return attempts.left(ANNA).getOrDefault(ACADEMIC_SPEAKING, 0);
    }

    @Test
    void aTestTakesAnAttempt() {
        grant(2);

        String session = begun(NO_KEY);

        assertThat(left()).isEqualTo(1);
        assertThat(attempts.running(ANNA, session)).isEqualTo(Running.RUNNING);
        assertThat(session).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}");
    }

    @Test
    void withoutAnAttemptThereIsNoTest() {
        assertThat(begin(NO_KEY)).isEqualTo(new Beginning.NoneLeft());
        grant(1);
        assertThat(attempts.begin(ANNA, GENERAL_SPEAKING, NO_KEY, _ -> true))
                .isEqualTo(new Beginning.NoneLeft());
        assertThat(attempts.begin("bob", ACADEMIC_SPEAKING, NO_KEY, _ -> true))
                .isEqualTo(new Beginning.NoneLeft());
    }

    @Test
    void nothingIsTakenIfTheTestCannotBegin() {
        grant(1);

        assertThat(attempts.begin(ANNA, ACADEMIC_SPEAKING, NO_KEY, _ -> false))
                .isEqualTo(new Beginning.NotReady());

        assertThat(left()).isEqualTo(1);
        assertThat(ledger.taken(ANNA)).isZero();
    }

    @Test
    void anOpenAttemptThatIsGoneDoesNotStandInTheWayOfTheNext() {
        grant(2);
        ledger.lose(ANNA, begun(NO_KEY));

        String next = begun(NO_KEY);

        assertThat(left()).isZero();
        assertThat(attempts.running(ANNA, next)).isEqualTo(Running.RUNNING);
    }

    @Test
    void whoClosedThePageBeginsAnewWithTheSameAttempt() {
        grant(1);
        String first = begun(NO_KEY);
        clock.pass(Duration.ofDays(2));

        String second = begun(NO_KEY);

        assertThat(second).isNotEqualTo(first);
        assertThat(left()).isZero();
        assertThat(attempts.running(ANNA, first)).isEqualTo(Running.OVER);
        assertThat(attempts.running(ANNA, second)).isEqualTo(Running.RUNNING);
    }

    @Test
    void anAttemptServesThreeTestsAndNoMore() {
        grant(2);
        begun(NO_KEY);
        begun(NO_KEY);
        String third = begun(NO_KEY);
        assertThat(left()).isEqualTo(1);

        begun(NO_KEY);
        assertThat(left()).isZero();
        assertThat(attempts.running(ANNA, third)).isEqualTo(Running.OVER);
        begun(NO_KEY);
        begun(NO_KEY);
        assertThat(begin(NO_KEY)).isEqualTo(new Beginning.NoneLeft());
        assertThat(ledger.taken(ANNA)).isEqualTo(2);
    }

    @Test
    void aRequestIsRepeatableForAMinute() {
        grant(2);
        String session = begun(KEY);

        clock.pass(Duration.ofSeconds(59));
        assertThat(begun(KEY)).isEqualTo(session);
        assertThat(begun(Optional.of("another-key-of-a-client"))).isNotEqualTo(session);
    }

    @Test
    void afterAMinuteTheSameKeyIsANewRequest() {
        grant(2);
        String session = begun(KEY);

        clock.pass(Duration.ofMinutes(1));

        assertThat(begun(KEY)).isNotEqualTo(session);
    }

    @Test
    void twoEqualRequestsAtOnceBeginOneTest() {
        grant(2);
        List<String> quicker = new ArrayList<>();
        ledger.beforeNextWrite(() -> quicker.add(begun(KEY)));

        assertThat(begun(KEY)).isEqualTo(quicker.getFirst());
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void twoRequestsAtOnceForTheLastAttemptShareIt() {
        grant(1);
        List<String> quicker = new ArrayList<>();
        ledger.beforeNextWrite(() -> quicker.add(begun(NO_KEY)));

        String slower = begun(NO_KEY);

        assertThat(attempts.running(ANNA, quicker.getFirst())).isEqualTo(Running.OVER);
        assertThat(attempts.running(ANNA, slower)).isEqualTo(Running.RUNNING);
        assertThat(ledger.taken(ANNA)).isEqualTo(1);
    }

    @Test
    void aSessionGetsTicketsForAsLongAsATestCanLast() {
        grant(1);
        String session = begun(NO_KEY);

        clock.pass(Duration.ofMinutes(45).minusMillis(1));
        assertThat(attempts.running(ANNA, session)).isEqualTo(Running.RUNNING);
        clock.pass(Duration.ofMillis(1));
        assertThat(attempts.running(ANNA, session)).isEqualTo(Running.OVER);
    }

    @Test
    void anotherPersonsSessionIsUnknown() {
        grant(1);
        String session = begun(NO_KEY);

        assertThat(attempts.running("bob", session)).isEqualTo(Running.UNKNOWN);
        assertThat(attempts.giveBack("bob", session)).isEqualTo(GivenBack.UNKNOWN);
    }

    @Test
    void anAttemptIsGivenBackOnce() {
        grant(1);
        String session = begun(NO_KEY);

        assertThat(attempts.giveBack(ANNA, session)).isEqualTo(GivenBack.DONE);
        assertThat(attempts.giveBack(ANNA, session)).isEqualTo(GivenBack.ALREADY);

        assertThat(left()).isEqualTo(1);
        assertThat(attempts.running(ANNA, session)).isEqualTo(Running.OVER);
    }

    @Test
    void anUsedAttemptIsGivenBackWhileAnotherIsOpen() {
        grant(2);
        begun(NO_KEY);
        String second = begun(NO_KEY);
        String third = begun(NO_KEY);
        String open = begun(NO_KEY);

        assertThat(attempts.giveBack(ANNA, second)).isEqualTo(GivenBack.MOVED);
        assertThat(attempts.giveBack(ANNA, third)).isEqualTo(GivenBack.DONE);

        assertThat(left()).isEqualTo(1);
        assertThat(attempts.running(ANNA, open)).isEqualTo(Running.RUNNING);
    }

    @Test
    void whatMovedWhileItWasGivenBackIsNotGivenBackTwice() {
        grant(1);
        String first = begun(NO_KEY);
        ledger.beforeNextWrite(() -> begun(NO_KEY));

        assertThat(attempts.giveBack(ANNA, first)).isEqualTo(GivenBack.MOVED);
        assertThat(left()).isZero();
    }

    @Test
    void nothingIsWrittenForWhomIsDeletedInTheMeantime() {
        grant(2);
        ledger.beforeNextWrite(() -> ledger.delete(ANNA));
        assertThat(begin(NO_KEY)).isEqualTo(new Beginning.NoAccount());

        assertThat(attempts.grant(ANNA, "g3", ACADEMIC_SPEAKING, 1, "a test")).isFalse();
        assertThat(attempts.left(ANNA)).isEmpty();
    }

    @Test
    void whoIsDeletedWhileAnAttemptIsGivenBackHasNone() {
        grant(1);
        String session = begun(NO_KEY);
        ledger.beforeNextWrite(() -> ledger.delete(ANNA));

        assertThat(attempts.giveBack(ANNA, session)).isEqualTo(GivenBack.UNKNOWN);
        assertThat(attempts.left(ANNA)).isEmpty();
    }

    @Test
    void aGrantIsGivenOnce() {
        grant(4);
        grant(4);

        assertThat(left()).isEqualTo(4);
    }

    @Property
    void whateverHappensNoAttemptAppearsOrIsLost(
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> actions) {
        FakeLedger fresh = new FakeLedger();
        Entitlements all = new Entitlements(fresh, new TokenGenerator(new Random(2)), clock);
        int granted = 0;
        List<String> sessions = new ArrayList<>(List.of("none"));
        for (int action : actions) {
            if (action == 0) {
                granted += 2;
                all.grant(ANNA, "g" + granted, ACADEMIC_SPEAKING, 2, "a test");
            } else if (action < 7) {
                Optional<String> key = action == 1 ? KEY : NO_KEY;
                if (all.begin(ANNA, ACADEMIC_SPEAKING, key, _ -> true)
                        instanceof Beginning.Begun(String session)) {
                    sessions.add(session);
                }
            } else {
                all.giveBack(
                        ANNA,
                        sessions.get(sessions.size() - Math.min(sessions.size(), action - 6)));
            }
            int left = all.left(ANNA).getOrDefault(ACADEMIC_SPEAKING, 0);
            assertThat(left + fresh.taken(ANNA)).isEqualTo(granted);
            assertThat(
                            sessions.stream()
                                    .distinct()
                                    .filter(it -> all.running(ANNA, it) == Running.RUNNING)
                                    .count())
                    .isLessThanOrEqualTo(1);
        }
    }
}
