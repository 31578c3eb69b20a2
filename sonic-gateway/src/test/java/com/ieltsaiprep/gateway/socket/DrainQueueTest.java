package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.socket.DrainQueue.Candidate;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class DrainQueueTest {
    private static final long NOW_US = 1_000_000_000;
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> asked = new ArrayList<>();

    @Test
    void asksTheNewestFirst() {
        DrainQueue queue = queue(1_000, LONG, resident(5), resident(9), resident(-3), resident(7));
        queue.askNext(NOW_US + 1_000_000);

        assertThat(asked).containsExactly("9", "7", "5", "-3");
    }

    @Test
    void asksOneAtOnceAndTheOthersOneByOneInTheSecond() {
        DrainQueue queue = queue(5, LONG, residents(12));

        assertThat(queue.askNext(NOW_US)).isTrue();
        assertThat(asked).hasSize(1);
        queue.askNext(NOW_US + 199_999);
        assertThat(asked).hasSize(1);
        queue.askNext(NOW_US + 200_000);
        assertThat(asked).hasSize(2);
        queue.askNext(NOW_US + 999_999);
        assertThat(asked).hasSize(5);
        queue.askNext(NOW_US + 1_999_999);
        assertThat(asked).hasSize(10);
    }

    @Test
    void asksEachOnceAndSaysWhenAllWereAsked() {
        DrainQueue queue = queue(5, LONG, residents(3));

        assertThat(queue.askNext(NOW_US + 399_999)).isTrue();
        assertThat(queue.askNext(NOW_US + 400_000)).isFalse();
        assertThat(queue.askNext(NOW_US + 9_000_000)).isFalse();
        assertThat(asked).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void isFasterIfAllWouldNotBeAskedInTime() {
        DrainQueue queue = queue(5, Duration.ofSeconds(45), residents(450));

        queue.askNext(NOW_US + 999_999);
        assertThat(asked).hasSize(10);
        assertThat(queue.askNext(NOW_US + 45_000_000)).isFalse();
        assertThat(asked).hasSize(450);
    }

    @Test
    void asksAllAtOnceIfThereIsNoTime() {
        assertThat(queue(5, Duration.ZERO, residents(20)).askNext(NOW_US)).isFalse();
        assertThat(asked).hasSize(20);
    }

    @Test
    void hasNobodyToAskOnAnEmptyNode() {
        assertThat(queue(5, LONG).askNext(NOW_US)).isFalse();
    }

    private DrainQueue queue(int perSecond, Duration within, Candidate... residents) {
        return new DrainQueue(List.of(residents), perSecond, within, NOW_US);
    }

    private Candidate[] residents(int count) {
        return IntStream.range(0, count).mapToObj(this::resident).toArray(Candidate[]::new);
    }

    private Candidate resident(int since) {
        return new Candidate(since, () -> asked.add(String.valueOf(since)));
    }
}
