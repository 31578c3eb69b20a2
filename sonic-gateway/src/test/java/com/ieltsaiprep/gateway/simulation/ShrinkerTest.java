package com.ieltsaiprep.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.FaultKind;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class ShrinkerTest {
    private static final int RUNS = 300;

    /**
     * Maya's stream breaks in the midst of a calm world, and what a new one is told is tampered.
     */
    @Test
    void keepsOnlyTheFaultsThatTheFailureNeeds() {
        Fault needed = new Fault(40_000, FaultKind.STREAM_BREAKS, 0, 0);
        Simulation calm =
                LongStream.rangeClosed(1, 100)
                        .mapToObj(seed -> Simulation.of(seed).with(Bug.LOST_TURN).with(List.of()))
                        .filter(it -> it.run().rule().isEmpty())
                        .filter(it -> it.with(List.of(needed)).run().rule().equals("I9"))
                        .findFirst()
                        .orElseThrow();
        List<Fault> faults = new ArrayList<>();
        for (int at = 5_000; at < 30_000; at += 5_000) {
            faults.add(new Fault(at, FaultKind.STALL_UP, 0, 300));
            faults.add(new Fault(at + 100, FaultKind.LAG_TOLERANCE, 0, 1));
        }
        faults.add(needed);
        faults.add(new Fault(60_000, FaultKind.FLUSH, 0, 0));

        Simulation simplest = new Shrinker(calm.with(faults), "I9", RUNS).shrink();

        assertThat(simplest.faults()).containsExactly(needed);
    }

    @Test
    void faultsSurviveTheCommandLine() {
        for (FaultKind kind : FaultKind.values()) {
            List<Fault> faults = List.of(new Fault(1, kind, 2, 3), new Fault(400, kind, 0, 0));
            assertThat(Fault.read(Fault.write(faults))).isEqualTo(faults);
        }
        assertThat(Fault.read("none")).isEmpty();
    }
}
