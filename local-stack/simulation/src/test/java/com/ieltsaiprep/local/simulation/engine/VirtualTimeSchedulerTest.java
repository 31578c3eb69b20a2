package com.ieltsaiprep.local.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class VirtualTimeSchedulerTest {
    private final VirtualTimeScheduler scheduler = new VirtualTimeScheduler();
    private final List<String> executed = new ArrayList<>();

    private void run(long untilUs) {
        while (scheduler.runNext(untilUs)) {
            // Runs all that are due.
        }
    }

    @Property
    void tasksRunInTheOrderOfTheirTimesAndThenOfScheduling(
            @ForAll @Size(max = 600) List<@IntRange(max = 50) Integer> times) {
        VirtualTimeScheduler queue = new VirtualTimeScheduler();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            int number = i;
            queue.scheduleAt(times.get(i), () -> order.add(number));
        }
        while (queue.runNext(50)) {
            // Runs all of them.
        }

        List<Integer> sorted =
                IntStream.range(0, times.size())
                        .boxed()
                        .sorted(Comparator.comparing(times::get))
                        .toList();
        assertThat(order).isEqualTo(sorted);
    }

    @Test
    void aTaskScheduledByARunningTaskRunsAfterIt() {
        scheduler.scheduleAt(
                5,
                () -> {
                    scheduler.scheduleAfter(0, () -> executed.add("later"));
                    scheduler.scheduleAt(1, () -> executed.add("too late, so now"));
                    executed.add("first");
                });
        run(5);

        assertThat(executed).containsExactly("first", "later", "too late, so now");
        assertThat(scheduler.nowUs()).isEqualTo(5);
    }

    @Test
    void noTaskRunsBeforeItsTimeAndTheClockAdvancesAnyway() {
        scheduler.scheduleAt(10, () -> executed.add("at 10"));
        run(9);

        assertThat(executed).isEmpty();
        assertThat(scheduler.nowUs()).isEqualTo(9);
    }
}
