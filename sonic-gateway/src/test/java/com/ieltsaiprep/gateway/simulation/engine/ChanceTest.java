package com.ieltsaiprep.gateway.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ChanceTest {
    private static List<Integer> draws(Chance chance) {
        return IntStream.range(0, 20).mapToObj(_ -> chance.between(0, 1_000_000)).toList();
    }

    @Test
    void aDrawMoreInOneStreamChangesNothingInAnother() {
        Chance drawnFrom = Chance.of(7);
        draws(drawnFrom);
        draws(drawnFrom.named("network"));

        assertThat(draws(drawnFrom.named("sonic"))).isEqualTo(draws(Chance.of(7).named("sonic")));
    }

    @Test
    void namesAndSeedsMakeDifferentStreams() {
        Chance chance = Chance.of(7);

        assertThat(draws(chance.named("network"))).isNotEqualTo(draws(chance.named("sonic")));
        assertThat(draws(chance.named("network")))
                .isNotEqualTo(draws(Chance.of(8).named("network")));
    }
}
