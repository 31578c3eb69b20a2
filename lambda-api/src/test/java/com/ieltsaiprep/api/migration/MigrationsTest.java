package com.ieltsaiprep.api.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.migration.Migrations.State;
import com.ieltsaiprep.api.migration.Migrations.Status;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class MigrationsTest {
    private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
    private static final Duration PIECE = Duration.ofSeconds(3);

    private final FakeMigrationRecords records = new FakeMigrationRecords();
    private final List<String> done = new ArrayList<>();
    private Instant now = START;
    private Runnable meanwhile = () -> {};
    private final Migrations migrations =
            new Migrations(List.of(pieces(1, 1), pieces(2, 4), pieces(3, 1)), records, () -> now);

    @Test
    void runsEachPieceOfEachMigrationOnceAndInOrder() {
        assertThat(states(migrations.status()))
                .containsExactly(State.PENDING, State.PENDING, State.PENDING);
        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).hasSize(6);
    }

    @Test
    void stopsWhenTheTimeIsOverAndTheNextRunGoesOnThereAtOnce() {
        assertThat(states(migrations.run("a", START.plus(PIECE.multipliedBy(3)))))
                .containsExactly(State.DONE, State.INTERRUPTED, State.PENDING);
        assertThat(done).containsExactly("1:", "2:", "2:1");

        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void whoeverDiesIsWaitedForAndTheLastPieceIsDoneAgain() {
        meanwhile =
                () -> {
                    if (done.size() == 3) {
                        throw new IllegalStateException("killed");
                    }
                };
        assertThatThrownBy(() -> run("a")).hasMessage("killed");
        meanwhile = () -> {};

        assertThat(states(run("b"))).containsExactly(State.DONE, State.RUNNING, State.PENDING);
        now = now.plus(Migrations.LOCK);
        assertThat(states(migrations.status()))
                .containsExactly(State.DONE, State.INTERRUPTED, State.PENDING);
        assertThat(states(run("b"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void onlyOneRunsAMigrationAtATime() {
        meanwhile =
                () -> {
                    meanwhile = () -> {};
                    assertThat(states(run("b")))
                            .containsExactly(State.RUNNING, State.PENDING, State.PENDING);
                };

        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void whoeverWasTooSlowLeavesItToTheOther() {
        meanwhile =
                () -> {
                    if (done.size() == 2) {
                        meanwhile = () -> {};
                        now = now.plus(Migrations.LOCK);
                        assertThat(states(run("b")))
                                .containsExactly(State.DONE, State.DONE, State.DONE);
                    }
                };

        assertThat(states(run("a"))).containsExactly(State.DONE, State.DONE, State.DONE);
        assertThat(done).containsExactly("1:", "2:", "2:", "2:1", "2:2", "2:3", "3:");
    }

    @Test
    void numbersHaveNoGaps() {
        assertThatThrownBy(() -> new Migrations(List.of(pieces(2, 1)), records, () -> now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("migration 1 is missing");
    }

    private List<Status> run(String owner) {
        return migrations.run(owner, Instant.MAX);
    }

    private static List<State> states(List<Status> all) {
        return all.stream().map(Status::state).toList();
    }

    private Migration pieces(int number, int pieces) {
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
                now = now.plus(PIECE);
                meanwhile.run();
                int next = progress.isEmpty() ? 1 : Integer.parseInt(progress) + 1;
                return next < pieces ? Optional.of(String.valueOf(next)) : Optional.empty();
            }
        };
    }
}
