package com.ieltsaiprep.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.stream.LongStream;

/** A simulation is worth what it finds. */
class PlantedBugsTest {
    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource
    void eachIsFoundAndFoundAgain(Bug bug) throws IOException {
        Simulation found =
                LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> Simulation.of(seed).with(bug))
                        .filter(simulation -> simulation.run().violation() != null)
                        .findFirst()
                        .orElseThrow();
        Simulation.Result result = found.run();
        System.out.println(bug + " found with seed " + found.seed() + ": " + result.violation());

        assertThat(Replay.of(found.seed(), null).run().violation()).isNull();
        assertThat(Replay.inAnotherJvm(found)).isEqualTo(Replay.here(found));
    }
}
