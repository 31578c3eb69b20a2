package com.ieltsaiprep.api.entitlement;

import static com.ieltsaiprep.common.ExamModule.ACADEMIC_SPEAKING;
import static com.ieltsaiprep.common.ExamModule.GENERAL_SPEAKING;
import static com.ieltsaiprep.common.ExamModule.GENERAL_WRITING;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.entitlement.Entitlements.ReleaseResult;
import com.ieltsaiprep.api.entitlement.Entitlements.SessionState;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.testing.AccountFixtures;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.api.testing.TestClock;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class EntitlementsIT {
    @RegisterExtension private static final LocalDynamoDb DYNAMO = new LocalDynamoDb();

    private static final Optional<String> NO_KEY = Optional.empty();
    private static final Optional<String> KEY = Optional.of("a-key-of-a-client");
    private static final String WRITE = "TransactWriteItems";

    private final TestClock clock = new TestClock();
    private final FaultInjectingDynamo faults =
            new FaultInjectingDynamo(DYNAMO.client(Region.VIRGINIA));
    private final RegionalDynamo dynamo = TestDynamo.in(Region.VIRGINIA, DYNAMO, faults);
    private final Entitlements entitlements = entitlements(dynamo);
    private final String anna = AccountFixtures.create(dynamo);

    private Entitlements entitlements(RegionalDynamo regional) {
        return new Entitlements(regional, new TokenGenerator(new Random(1)), clock);
    }

    private void grant(int attempts) {
        assertThat(entitlements.grant(anna, "g" + attempts, ACADEMIC_SPEAKING, attempts, "a test"))
                .isTrue();
    }

    private Optional<AttemptPlan> prepare(Optional<String> key) {
        return entitlements.prepare(anna, ACADEMIC_SPEAKING, key);
    }

    private String begin(Optional<String> key) {
        AttemptPlan plan = prepare(key).orElseThrow();
        assertThat(entitlements.commit(anna, plan)).isEqualTo(WriteResult.DONE);
        return plan.sessionId();
    }

    private SessionState state(String sessionId) {
        return entitlements.state(anna, sessionId);
    }

    private int balance() {
        return entitlements.balances(anna).getOrDefault(ACADEMIC_SPEAKING, 0);
    }

    /** Counts the attempts that are reserved or consumed. */
    private long countTakenAttempts() {
        return entitlements.entries(anna).values().stream()
                .map(entry -> entry.getOrDefault("attempt_state", ""))
                .filter(state -> state.equals("reserved") || state.equals("used"))
                .count();
    }

    private DynamoTable purchases() {
        return dynamo.home(Table.PURCHASES);
    }

    private void overwriteState(String sessionId, String state) {
        purchases()
                .write(
                        ItemWrite.update(
                                        LedgerItems.key(anna, LedgerItems.attempt(sessionId)),
                                        "SET attempt_state = :state")
                                .with(":state", Attributes.text(state)));
    }

    @Test
    void reservesAttemptOnCommit() {
        grant(2);

        AttemptPlan plan = prepare(NO_KEY).orElseThrow();
        String session = plan.sessionId();
        assertThat(session).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}");
        assertThat(balance()).isEqualTo(2);
        assertThat(state(session)).isEqualTo(SessionState.UNKNOWN);

        assertThat(entitlements.commit(anna, plan)).isEqualTo(WriteResult.DONE);
        assertThat(balance()).isEqualTo(1);
        assertThat(state(session)).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void returnsNoPlanWithoutAttempt() {
        assertThat(prepare(NO_KEY)).isEmpty();
        grant(1);

        assertThat(entitlements.prepare(anna, GENERAL_SPEAKING, NO_KEY)).isEmpty();
        assertThat(entitlements.prepare("bob", ACADEMIC_SPEAKING, NO_KEY)).isEmpty();
    }

    @Test
    void replacesOpenSessionWithMissingAttempt() {
        grant(2);
        String lost = begin(NO_KEY);
        purchases().write(ItemWrite.delete(LedgerItems.key(anna, LedgerItems.attempt(lost))));

        String next = begin(NO_KEY);

        assertThat(balance()).isZero();
        assertThat(state(next)).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void allowsThreeSessionsPerAttempt() {
        grant(2);
        String first = begin(NO_KEY);
        clock.advance(Duration.ofDays(2));
        String second = begin(NO_KEY);
        assertThat(second).isNotEqualTo(first);
        assertThat(state(first)).isEqualTo(SessionState.OVER);
        assertThat(state(second)).isEqualTo(SessionState.RUNNING);
        String third = begin(NO_KEY);
        assertThat(balance()).isEqualTo(1);

        begin(NO_KEY);
        assertThat(balance()).isZero();
        assertThat(state(third)).isEqualTo(SessionState.OVER);
        begin(NO_KEY);
        begin(NO_KEY);
        assertThat(prepare(NO_KEY)).isEmpty();
        assertThat(countTakenAttempts()).isEqualTo(2);
    }

    @Test
    void honoursIdempotencyKeyForOneMinute() {
        grant(3);
        String session = begin(KEY);

        clock.advance(Attempt.REPEATABLE.minusMillis(1));
        assertThat(begin(KEY)).isEqualTo(session);
        clock.advance(Duration.ofMillis(1));
        String next = begin(KEY);
        assertThat(next).isNotEqualTo(session);
        assertThat(begin(Optional.of("another-key-of-a-client"))).isNotEqualTo(next);
    }

    @Test
    void reservesOneAttemptDespiteFailedWrites() {
        grant(1);
        AttemptPlan plan = prepare(KEY).orElseThrow();
        faults.throttle(WRITE, 1).loseResponse(WRITE, 2);

        assertThatThrownBy(() -> entitlements.commit(anna, plan))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(countTakenAttempts()).isZero();
        assertThatThrownBy(() -> entitlements.commit(anna, plan))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(begin(KEY)).isEqualTo(plan.sessionId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void commitsOneOfTwoConcurrentPlans(int sessionsBefore) {
        grant(3);
        for (int i = 0; i < sessionsBefore; i++) {
            begin(NO_KEY);
        }
        AttemptPlan slower = prepare(NO_KEY).orElseThrow();
        String faster = begin(NO_KEY);

        assertThat(entitlements.commit(anna, slower)).isEqualTo(WriteResult.CONFLICT);
        assertThat(state(faster)).isEqualTo(SessionState.RUNNING);
        assertThat(state(slower.sessionId())).isEqualTo(SessionState.UNKNOWN);
        assertThat(countTakenAttempts()).isEqualTo(sessionsBefore < Attempt.MAX_SESSIONS ? 1 : 2);
    }

    @Test
    void beginsOneSessionForConcurrentRequestsWithSameKey() {
        grant(2);
        AttemptPlan slower = prepare(KEY).orElseThrow();
        String faster = begin(KEY);

        assertThat(entitlements.commit(anna, slower)).isEqualTo(WriteResult.CONFLICT);
        assertThat(begin(KEY)).isEqualTo(faster);
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void doesNotMoveConcurrentlyReleasedAttempt() {
        grant(1);
        String session = begin(NO_KEY);
        AttemptPlan slower = prepare(NO_KEY).orElseThrow();
        entitlements.release(anna, session);

        assertThat(entitlements.commit(anna, slower)).isEqualTo(WriteResult.CONFLICT);
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void keepsSessionRunningForMaximumTestDuration() {
        grant(1);
        String session = begin(NO_KEY);

        clock.advance(Attempt.MAX_DURATION.minusMillis(1));
        assertThat(state(session)).isEqualTo(SessionState.RUNNING);
        clock.advance(Duration.ofMillis(1));
        assertThat(state(session)).isEqualTo(SessionState.OVER);
    }

    @Test
    void releasesAttemptOnceForItsAccountOnly() {
        grant(1);
        String session = begin(NO_KEY);

        assertThat(entitlements.release(anna, session)).isEqualTo(ReleaseResult.DONE);
        assertThat(entitlements.release(anna, session)).isEqualTo(ReleaseResult.ALREADY);

        assertThat(balance()).isEqualTo(1);
        assertThat(state(session)).isEqualTo(SessionState.OVER);
        assertThat(entitlements.state("bob", session)).isEqualTo(SessionState.UNKNOWN);
        assertThat(entitlements.release("bob", session)).isEqualTo(ReleaseResult.UNKNOWN);

        overwriteState(session, "used");
        assertThat(entitlements.release(anna, session))
                .as("none is open")
                .isEqualTo(ReleaseResult.DONE);
    }

    @Test
    void releasesConsumedAttemptWhileAnotherIsOpen() {
        grant(2);
        begin(NO_KEY);
        String second = begin(NO_KEY);
        String third = begin(NO_KEY);
        String open = begin(NO_KEY);

        assertThat(entitlements.release(anna, second)).isEqualTo(ReleaseResult.MOVED);
        assertThat(entitlements.release(anna, third)).isEqualTo(ReleaseResult.DONE);

        assertThat(balance()).isEqualTo(1);
        assertThat(state(open)).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void releasesConcurrentlyConsumedButNotMovedAttempt() {
        grant(2);
        String first = begin(NO_KEY);
        faults.interleave(WRITE, 1, () -> begin(NO_KEY));
        assertThat(entitlements.release(anna, first)).isEqualTo(ReleaseResult.MOVED);

        String third = begin(NO_KEY);
        faults.interleave(WRITE, 1, () -> begin(NO_KEY));
        assertThat(entitlements.release(anna, third)).isEqualTo(ReleaseResult.DONE);
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void reportsConflictAfterRepeatedConcurrentChanges() {
        grant(1);
        String session = begin(NO_KEY);
        for (int i = 1; i <= Entitlements.MAX_ATTEMPTS; i++) {
            String state = i % 2 == 1 ? "used" : "reserved";
            faults.interleave(WRITE, i, () -> overwriteState(session, state));
        }
        assertThat(entitlements.release(anna, session)).isEqualTo(ReleaseResult.CONFLICT);
        assertThat(balance()).isZero();

        assertThat(entitlements.release(anna, session)).isEqualTo(ReleaseResult.DONE);
    }

    @Test
    void writesNothingForDeletedAccount() {
        grant(2);
        String session = begin(NO_KEY);
        AttemptPlan plan = prepare(NO_KEY).orElseThrow();
        AccountFixtures.delete(dynamo, anna);
        Map<String, Map<String, String>> before = entitlements.entries(anna);

        assertThat(entitlements.commit(anna, plan)).isEqualTo(WriteResult.NO_ACCOUNT);
        assertThat(entitlements.release(anna, session)).isEqualTo(ReleaseResult.UNKNOWN);
        assertThat(entitlements.grant(anna, "g3", ACADEMIC_SPEAKING, 1, "a test")).isFalse();

        assertThat(entitlements.entries(anna)).isEqualTo(before);
    }

    @Test
    void appliesEachGrantIdOnce() {
        grant(4);
        grant(4);
        assertThat(balance()).isEqualTo(4);

        grant(3);
        assertThat(balance()).isEqualTo(7);
    }

    @Test
    void listsLedgerWithoutKeysAndHashes() {
        grant(2);
        String session = begin(KEY);

        assertThat(entitlements.entries(anna))
                .hasToString(
                        """
                        {attempt#SESSION={attempt_state=reserved, begun_at=1767225600123, \
                        module=academic_speaking, session_id=SESSION, test=1}, \
                        entitlement#academic_speaking={attempts=1, open_session=SESSION}, \
                        grant#g2={granted=2, granted_at=1767225600123, \
                        module=academic_speaking, reason=a test}}\
                        """
                                .replace("SESSION", session));
    }

    @Test
    void readsBalancesOfExistingModules() {
        grant(2);
        entitlements.grant(anna, "w", GENERAL_WRITING, 1, "a test");
        purchases()
                .write(
                        ItemWrite.put(
                                Map.of(
                                        "user_id", Attributes.text(anna),
                                        "entry_id", Attributes.text("entitlement#listening"),
                                        "attempts", Attributes.number(9))));

        Map<ExamModule, Integer> balances = Map.of(ACADEMIC_SPEAKING, 2, GENERAL_WRITING, 1);
        assertThat(entitlements.balances(anna)).isEqualTo(balances);
        assertThat(
                        Entitlements.balances(
                                Entitlements.keys(anna).stream()
                                        .flatMap(key -> purchases().get(key).stream())
                                        .toList()))
                .isEqualTo(balances);
    }

    @Test
    void writesToHomeRegionAndReadsOwnRegion() {
        Entitlements inIreland = entitlements(TestDynamo.in(Region.IRELAND, DYNAMO));
        inIreland.grant(anna, "g1", ACADEMIC_SPEAKING, 1, "a test");

        assertThat(balance()).isEqualTo(1);
        assertThat(inIreland.prepare(anna, ACADEMIC_SPEAKING, NO_KEY)).isPresent();
        assertThat(inIreland.balances(anna)).as("not replicated yet").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void conservesAttemptsUnderRandomOperations(long seed) {
        Random random = new Random(seed);
        int granted = 0;
        List<String> sessions = new ArrayList<>(List.of("none"));
        for (int i = 0; i < 30; i++) {
            int action = random.nextInt(10);
            if (action == 0) {
                granted += 2;
                entitlements.grant(anna, "g" + granted, ACADEMIC_SPEAKING, 2, "a test");
            } else if (action < 7) {
                prepare(action == 1 ? KEY : NO_KEY)
                        .filter(it -> entitlements.commit(anna, it) == WriteResult.DONE)
                        .ifPresent(it -> sessions.add(it.sessionId()));
            } else {
                List<String> newest = sessions.reversed();
                entitlements.release(anna, newest.get(Math.min(newest.size(), action - 6) - 1));
            }
            assertThat(balance() + countTakenAttempts()).isEqualTo(granted);
            assertThat(
                            Collections.frequency(
                                    sessions.stream().distinct().map(this::state).toList(),
                                    SessionState.RUNNING))
                    .isLessThanOrEqualTo(1);
        }
    }
}
