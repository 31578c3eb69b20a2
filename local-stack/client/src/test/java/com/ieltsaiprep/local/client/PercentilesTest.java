package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

class PercentilesTest {
    @Test
    void areEmptyWithoutDelays() {
        assertThat(Percentiles.ofUs(List.of())).isEmpty();
    }

    @Test
    void areTheOnlyDelay() {
        assertThat(Percentiles.ofUs(List.of(1234L)))
                .contains(new Percentiles(1, 1.2, 1.2, 1.2, 1.2));
    }

    @Test
    void areByNearestRankInAnyOrder() {
        List<Long> delays = LongStream.rangeClosed(1, 200).mapToObj(i -> (201 - i) * 1000).toList();

        assertThat(Percentiles.ofUs(delays)).contains(new Percentiles(200, 100, 190, 198, 200));
    }
}
