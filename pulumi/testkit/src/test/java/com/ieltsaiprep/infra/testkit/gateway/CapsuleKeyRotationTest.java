package com.ieltsaiprep.infra.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.infra.gateway.CapsuleKeyRotation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The workflow of the rotation against simulated nodes; each minute checks all capsules. */
class CapsuleKeyRotationTest {
    private static final String DEFINITION =
            CapsuleKeyRotation.definition(SimulatedFleet.LIST, "group", SimulatedFleet.PREFIX);
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final int DAY_MINUTES = 1_440;
    private static final int DAYS = 6;

    @Test
    void makesTheFirstKeysForNodesThatWait() throws StatesWorkflow.Refusal {
        SimulatedFleet fleet = new SimulatedFleet(new Random(1), START);
        assertThat(fleet.launch()).isFalse();
        run(fleet);
        assertThat(fleet.launch()).isTrue();
    }

    @Test
    void rotatesFourTimesADayAndNoKeyLivesForADay() throws StatesWorkflow.Refusal {
        SimulatedFleet fleet = started(new Random(2));
        int before = fleet.rotations();
        pass(fleet);
        assertThat(fleet.rotations() - before).isBetween(DAYS * 4 - 4, DAYS * 4);
        assertThat(fleet.longestLife()).isBetween(Duration.ofHours(18), Duration.ofHours(24));
    }

    @Test
    void waitsUntilNoCapsuleOfAReplacedNodeIsValid() throws StatesWorkflow.Refusal {
        replacedLate(DEFINITION);
        String eager = DEFINITION.replace("$now - $ended >= 2700000", "true");
        assertThat(eager).isNotEqualTo(DEFINITION);
        assertThatThrownBy(() -> replacedLate(eager)).hasMessageContaining("cannot open");
    }

    /** Lets the replacement of the nodes fail for seven hours; a node is added at each rotation. */
    private static void replacedLate(String definition) throws StatesWorkflow.Refusal {
        SimulatedFleet fleet = started(new Random(1));
        for (int minute = 0; minute < DAY_MINUTES; minute++) {
            int before = fleet.rotations();
            new StatesWorkflow(definition, fleet, fleet.now()).run();
            if (fleet.rotations() > before) {
                fleet.launch();
            }
            if (minute < 13 * 60) {
                fleet.failRefresh();
            }
            fleet.tick();
        }
    }

    /** Variants of the workflow, each of which leaves a node with a capsule that it cannot open. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // The new key seals at once.
                "{% $numbers[1] & ',' & $string($number($numbers[1]) + 1)~"
                        + "{% $string($number($numbers[1]) + 1) & ',' & $numbers[1]",
                // It rotates again before the nodes are replaced.
                "$count($numbers) = 3 and $ended = 0~false",
                // It takes an earlier replacement for this one's.
                "and $toMillis(StartTime) > $changed~",
            })
    void isCaughtWhenItLosesAKey(String part, @Nullable String replacement)
            throws StatesWorkflow.Refusal {
        assertThat(DEFINITION).contains(part);
        String changed = DEFINITION.replace(part, replacement == null ? "" : replacement);
        assertThatThrownBy(
                        () -> {
                            for (int seed = 1; seed <= 20; seed++) {
                                disturbed(new Random(seed), changed);
                            }
                        })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot open");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyNodeOpensEveryCapsuleWhateverFails(long seed) throws StatesWorkflow.Refusal {
        assertThat(disturbed(new Random(seed), DEFINITION)).isGreaterThan(DAYS);
    }

    /** Runs the workflow as a schedule does that delivers twice, and is cut off anywhere. */
    private static int disturbed(Random random, String definition) throws StatesWorkflow.Refusal {
        SimulatedFleet fleet = started(random);
        int before = fleet.rotations();
        List<StatesWorkflow> running = new ArrayList<>();
        for (int minute = 0; minute < DAYS * DAY_MINUTES; minute++) {
            if (minute % 15 == 0) {
                running.clear();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    running.add(new StatesWorkflow(definition, fleet, fleet.now()));
                }
            }
            for (int steps = random.nextInt(12); steps > 0 && !running.isEmpty(); steps--) {
                running.get(random.nextInt(running.size())).step();
            }
            disturb(fleet, random);
            fleet.tick();
        }
        return fleet.rotations() - before;
    }

    private static void disturb(SimulatedFleet fleet, Random random) {
        switch (random.nextInt(1_000)) {
            case 0, 1 -> fleet.refresh();
            case 2, 3, 4 -> fleet.failRefresh();
            case 5, 6 -> fleet.launch();
            default -> {}
        }
    }

    private static SimulatedFleet started(Random random) throws StatesWorkflow.Refusal {
        SimulatedFleet fleet = new SimulatedFleet(random, START);
        run(fleet);
        for (int i = 0; i < 3; i++) {
            assertThat(fleet.launch()).isTrue();
        }
        return fleet;
    }

    private static void pass(SimulatedFleet fleet) throws StatesWorkflow.Refusal {
        for (int minute = 0; minute < DAYS * DAY_MINUTES; minute++) {
            if (minute % 15 == 0) {
                run(fleet);
            }
            fleet.tick();
        }
    }

    private static void run(SimulatedFleet fleet) throws StatesWorkflow.Refusal {
        new StatesWorkflow(DEFINITION, fleet, fleet.now()).run();
    }
}
