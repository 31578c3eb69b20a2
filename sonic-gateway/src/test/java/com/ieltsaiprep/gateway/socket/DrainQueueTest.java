package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.socket.DrainQueue.Entry;

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
        DrainQueue queue = queue(1_000, LONG, entry(5), entry(9), entry(-3), entry(7));
        queue.askNext(NOW_US + 1_000_000);

        assertThat(asked).containsExactly("9", "7", "5", "-3");
    }

    @Test
    void asksOneAtOnceAndTheOthersAtTheRate() {
        DrainQueue queue = queue(5, LONG, entries(12));

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
    void asksEachOnceAndReportsWhenAllWereAsked() {
        DrainQueue queue = queue(5, LONG, entries(3));

        assertThat(queue.askNext(NOW_US + 399_999)).isTrue();
        assertThat(queue.askNext(NOW_US + 400_000)).isFalse();
        assertThat(queue.askNext(NOW_US + 9_000_000)).isFalse();
        assertThat(asked).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void asksAtAHigherRateIfTheTimeIsShort() {
        DrainQueue queue = queue(5, Duration.ofSeconds(45), entries(450));

        queue.askNext(NOW_US + 999_999);
        assertThat(asked).hasSize(10);
        assertThat(queue.askNext(NOW_US + 45_000_000)).isFalse();
        assertThat(asked).hasSize(450);
    }

    @Test
    void asksAllAtOnceIfThereIsNoTime() {
        assertThat(queue(5, Duration.ZERO, entries(20)).askNext(NOW_US)).isFalse();
        assertThat(asked).hasSize(20);
    }

    @Test
    void asksNoneOnAnEmptyNode() {
        assertThat(queue(5, LONG).askNext(NOW_US)).isFalse();
    }

    private DrainQueue queue(int perSecond, Duration within, Entry... entries) {
        return new DrainQueue(List.of(entries), perSecond, within, NOW_US);
    }

    private Entry[] entries(int count) {
        return IntStream.range(0, count).mapToObj(this::entry).toArray(Entry[]::new);
    }

    private Entry entry(int since) {
        return new Entry(since, () -> asked.add(String.valueOf(since)));
    }
}
