package com.ieltsaiprep.gateway.simulation.engine;

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

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();

    private void run(long untilUs) {
        while (timeline.step(untilUs)) {
            // All that is due.
        }
    }

    @Property
    void thingsHappenInTheOrderOfTheirTimesAndThenOfTheirPlanning(
            @ForAll @Size(max = 600) List<@IntRange(max = 50) Integer> times) {
        Timeline line = new Timeline();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            int number = i;
            line.at(times.get(i), () -> order.add(number));
        }
        while (line.step(50)) {
            // All of them.
        }

        List<Integer> sorted =
                IntStream.range(0, times.size())
                        .boxed()
                        .sorted(Comparator.comparing(times::get))
                        .toList();
        assertThat(order).isEqualTo(sorted);
    }

    @Test
    void whatIsPlannedInTheMidstOfSomethingHappensAfterIt() {
        timeline.at(
                5,
                () -> {
                    timeline.after(0, () -> happened.add("later"));
                    timeline.at(1, () -> happened.add("too late, so now"));
                    happened.add("first");
                });
        run(5);

        assertThat(happened).containsExactly("first", "later", "too late, so now");
        assertThat(timeline.nowUs()).isEqualTo(5);
    }

    @Test
    void nothingHappensBeforeItsTimeAndTimePassesAllTheSame() {
        timeline.at(10, () -> happened.add("at 10"));
        run(9);

        assertThat(happened).isEmpty();
        assertThat(timeline.nowUs()).isEqualTo(9);
    }
}
