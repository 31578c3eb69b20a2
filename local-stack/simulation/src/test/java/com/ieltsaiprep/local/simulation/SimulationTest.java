package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.simulation.engine.EventTrace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Simulates thousands of conversations in virtual time, none of which may violate an invariant.
 *
 * <ul>
 *   <li>{@code -Dsimulation.seeds=20000} runs that many seeds,
 *   <li>{@code -Dsimulation.from=1} sets the first seed,
 *   <li>{@code -Dsimulation.seed=7} runs one seed and lists its events, with {@code
 *       -Dsimulation.faults=…} with other faults than its own.
 * </ul>
 */
class SimulationTest {
    private static final long DEFAULT_SEEDS = 1_000;
    private static final int SHRINKING_RUNS = 200;

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".*")
    void noSeedViolatesAnInvariant() throws InterruptedException, IOException {
        long startNanos = System.nanoTime();
        SimulationCampaign campaign =
                new SimulationCampaign(Long.getLong("simulation.from", 1), Simulation::of);

        List<SimulationCampaign.Failure> failures =
                campaign.run(Long.getLong("simulation.seeds", DEFAULT_SEEDS));

        System.out.println(
                "Simulation, "
                        + campaign.summary(Duration.ofNanos(System.nanoTime() - startNanos)));
        assertThat(FailureReport.create(failures, SHRINKING_RUNS)).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/simulation/regressions.csv", numLinesToSkip = 1)
    void noFixedFailureComesBack(long seed, String faults, String what) {
        assertThat(SimulationReplay.simulation(seed, faults).run().violation()).as(what).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aSeedIsTheSameRunEachTime(long seed) {
        Simulation simulation = Simulation.of(seed);

        assertThat(SimulationReplay.runInThisJvm(simulation))
                .isEqualTo(SimulationReplay.runInThisJvm(simulation));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aSeedIsTheSameRunInAnotherJvm(long seed) throws IOException {
        Simulation simulation = Simulation.of(seed);

        assertThat(SimulationReplay.runInNewJvm(simulation))
                .isEqualTo(SimulationReplay.runInThisJvm(simulation));
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".*")
    void theRequestedSeedViolatesNoInvariant() {
        Simulation simulation =
                SimulationReplay.simulation(
                        Long.getLong("simulation.seed", 0),
                        System.getProperty("simulation.faults"));
        System.out.println(Simulation.scenario(simulation.seed()));
        System.out.println(simulation.faults());

        Simulation.Result result =
                simulation.run(timeline -> EventTrace.listing(timeline, System.out::println));

        System.out.println("trace hash " + Long.toHexString(result.hash()));
        assertThat(result.violation()).isNull();
    }
}
