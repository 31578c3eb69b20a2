package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.simulation.world.PortInterceptor;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.stream.LongStream;

/** Mutation test of the simulation: each planted bug must be found by the invariant it violates. */
@DisabledIfSystemProperty(
        named = "quick",
        matches = "true",
        disabledReason = "it takes as long as all other unit tests together")
class PlantedBugsTest {
    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @CsvSource({
        "LOST_TURN, I9",
        "DUPLICATED_TURN, I9",
        "LEAKED_STREAM, I5",
        "STALE_EPOCH, I2",
        "LOST_WAKE_UP, I14",
        "LOST_AUDIO, I1",
        "MISSED_BARGE_IN, I3",
        "MISSING_END, I13"
    })
    void eachIsFoundByItsInvariantAndAgainInAReplay(PlantedBug bug, String invariant)
            throws IOException {
        Simulation found =
                LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> Simulation.of(seed).withInterceptor(bug))
                        .filter(simulation -> !simulation.run().violatedInvariant().isEmpty())
                        .findFirst()
                        .orElseThrow();
        System.out.println(bug + ": seed " + found.seed() + ", " + found.run().violation());

        assertThat(found.run().violatedInvariant()).isEqualTo(invariant);
        assertThat(found.withInterceptor(PortInterceptor.NONE).run().violation()).isNull();
        assertThat(SimulationReplay.runInNewJvm(found))
                .isEqualTo(SimulationReplay.runInThisJvm(found));
    }
}
