package com.ieltsaiprep.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.simulation.world.Plants;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.stream.LongStream;

/** A simulation is worth what it finds. */
class PlantedBugsTest {
    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @CsvSource({
        "LOST_TURN, I9",
        "DOUBLED_TURN, I9",
        "LEAKED_STREAM, I5",
        "STALE_EPOCH, I2",
        "MISSED_WAKE_UP, I14",
        "LOST_FRAME, I1",
        "UNHEARD_BARGE_IN, I3",
        "WORDLESS_END, I13"
    })
    void eachIsFoundAndFoundAgain(Bug bug, String rule) throws IOException {
        Simulation found =
                LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> Simulation.of(seed).with(bug))
                        .filter(simulation -> !simulation.run().rule().isEmpty())
                        .findFirst()
                        .orElseThrow();
        System.out.println(bug + ": seed " + found.seed() + ", " + found.run().violation());

        assertThat(found.run().rule()).isEqualTo(rule);
        assertThat(found.with(Plants.NONE).run().violation()).isNull();
        assertThat(Replay.inAnotherJvm(found)).isEqualTo(Replay.here(found));
    }
}
