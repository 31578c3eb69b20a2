package com.ieltsaiprep.api.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.migration.Migrations.State;
import com.ieltsaiprep.api.migration.Migrations.Status;
import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.api.testing.TestClock;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class MigrationsIT {
    private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(3);

    @RegisterExtension private final LocalDynamoDb local = new LocalDynamoDb();

    private final RegionalDynamo dynamo = TestDynamo.in(Region.IRELAND, local);
    private final List<String> done = new ArrayList<>();
    private final TestClock clock = new TestClock(START);
    private Runnable duringStep = () -> {};
    private final Migrations migrations =
            new Migrations(List.of(steps(1, 1), steps(2, 4), steps(3, 1)), dynamo, clock);

    @Test
    void runsEachStepOnceInOrder() {
        assertThat(states(migrations.status()))
                .containsExactly(State.PENDING, State.PENDING, State.PENDING);
        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).hasSize(6);
    }

    @Test
    void resumesAfterRunThatReachedDeadline() {
        assertThat(states(migrations.run("a", START.plus(STEP.multipliedBy(3)))))
                .containsExactly(State.DONE, State.INTERRUPTED, State.PENDING);
        assertThat(done).containsExactly("1:", "2:", "2:1");

        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void waitsForLeaseOfCrashedRunAndRepeatsLastStep() {
        duringStep =
                () -> {
                    if (done.size() == 3) {
                        throw new IllegalStateException("killed");
                    }
                };
        assertThatThrownBy(() -> run("a")).hasMessage("killed");
        duringStep = () -> {};

        assertThat(states(run("b"))).containsExactly(State.DONE, State.RUNNING, State.PENDING);
        clock.advance(Migrations.LEASE);
        assertThat(states(migrations.status()))
                .containsExactly(State.DONE, State.INTERRUPTED, State.PENDING);
        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void allowsOneLeaseHolder() {
        duringStep =
                () -> {
                    duringStep = () -> {};
                    assertThat(states(run("b")))
                            .containsExactly(State.RUNNING, State.PENDING, State.PENDING);
                };

        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void stopsWhenAnotherRunAcquiresLease() {
        duringStep =
                () -> {
                    if (done.size() == 2) {
                        duringStep = () -> {};
                        clock.advance(Migrations.LEASE);
                        assertThat(states(run("b")))
                                .containsExactly(State.DONE, State.DONE, State.DONE);
                    }
                };

        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void refusesGapsInMigrationNumbers() {
        List<Migration> second = List.of(steps(2, 1));

        assertThatThrownBy(() -> new Migrations(second, dynamo, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("migration 1 is missing");
    }

    @Test
    void acquiresExpiredOrOwnLease() {
        Migration migration = steps(1, 1);
        DynamoMigrationRecords records = new DynamoMigrationRecords(dynamo);
        Instant end = START.plus(Migrations.LEASE);

        assertThat(records.acquire(migration, "a", START, end)).isTrue();
        assertThat(records.acquire(migration, "b", end.minusMillis(1), end)).isFalse();
        assertThat(records.acquire(migration, "a", START, end)).isTrue();
        assertThat(records.acquire(migration, "b", end, end.plus(STEP))).isTrue();
        assertThat(records.advance(1, "a", "1", end)).isFalse();
        assertThat(records.finish(1, "a", end)).isFalse();
        assertThat(records.finish(1, "b", end)).isTrue();
        assertThat(records.finish(1, "b", end)).isFalse();
        assertThat(records.acquire(migration, "b", end.plus(STEP), end.plus(STEP))).isFalse();
    }

    @Test
    void createsFirstAppConfigWithoutReplacingExistingOne() {
        DynamoAppConfigs configs = new DynamoAppConfigs(dynamo);

        assertThat(states(Migrations.all(dynamo, clock).run("a", Instant.MAX)))
                .containsExactly(State.DONE);
        assertThat(configs.readCurrent()).contains(AppConfig.DEFAULT);

        AppConfig changed = new AppConfig("2.0.0", List.of(), false);
        configs.replace(Optional.of(AppConfig.DEFAULT), changed);
        new FirstConfig(configs).advance("");
        assertThat(configs.readCurrent()).contains(changed);
    }

    private List<Status> run(String owner) {
        return migrations.run(owner, Instant.MAX);
    }

    private static List<State> states(List<Status> all) {
        return all.stream()
                .map(status -> State.valueOf(status.state().toUpperCase(Locale.ROOT)))
                .toList();
    }

    private Migration steps(int number, int count) {
        return new Migration() {
            @Override
            public int number() {
                return number;
            }

            @Override
            public String name() {
                return "number " + number;
            }

            @Override
            public Optional<String> advance(String progress) {
                done.add(number + ":" + progress);
                clock.advance(STEP);
                duringStep.run();
                int next = progress.isEmpty() ? 1 : Integer.parseInt(progress) + 1;
                return next < count ? Optional.of(String.valueOf(next)) : Optional.empty();
            }
        };
    }
}
