package com.ieltsaiprep.local.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class RandomStreamTest {
    private static List<Integer> draws(RandomStream random) {
        return IntStream.range(0, 20).mapToObj(_ -> random.nextInt(0, 1_000_000)).toList();
    }

    @Test
    void anAdditionalDrawInOneStreamChangesNothingInAnother() {
        RandomStream drawnFrom = RandomStream.of(7);
        draws(drawnFrom);
        draws(drawnFrom.substream("network"));

        assertThat(draws(drawnFrom.substream("sonic")))
                .isEqualTo(draws(RandomStream.of(7).substream("sonic")));
    }

    @Test
    void namesAndSeedsMakeDifferentStreams() {
        RandomStream random = RandomStream.of(7);

        assertThat(draws(random.substream("network")))
                .isNotEqualTo(draws(random.substream("sonic")));
        assertThat(draws(random.substream("network")))
                .isNotEqualTo(draws(RandomStream.of(8).substream("network")));
    }
}
