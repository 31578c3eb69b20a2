package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.simulation.world.FaultKind;
import com.ieltsaiprep.local.simulation.world.InjectedFault;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class ShrinkerTest {
    private static final int RUNS = 300;

    /**
     * Breaks a stream in a run without other faults; a planted bug tampers with the history of the
     * next stream.
     */
    @Test
    void keepsOnlyTheFaultsThatTheFailureNeeds() {
        InjectedFault needed = new InjectedFault(40_000, FaultKind.STREAM_BREAKS, 0, 0);
        Simulation withoutFaults =
                LongStream.rangeClosed(1, 100)
                        .mapToObj(
                                seed ->
                                        Simulation.of(seed)
                                                .withFaults(List.of())
                                                .withInterceptor(PlantedBug.LOST_TURN))
                        .filter(it -> it.run().violatedInvariant().isEmpty())
                        .filter(
                                it ->
                                        it.withFaults(List.of(needed))
                                                .run()
                                                .violatedInvariant()
                                                .equals("I9"))
                        .findFirst()
                        .orElseThrow();
        List<InjectedFault> faults = new ArrayList<>();
        for (int at = 5_000; at < 30_000; at += 5_000) {
            faults.add(new InjectedFault(at, FaultKind.STALL_UP, 0, 300));
            faults.add(new InjectedFault(at + 100, FaultKind.LAG_TOLERANCE, 0, 1));
        }
        faults.add(needed);
        faults.add(new InjectedFault(60_000, FaultKind.FLUSH, 0, 0));

        Simulation smallest = new Shrinker(withoutFaults.withFaults(faults), "I9", RUNS).shrink();

        assertThat(smallest.faults()).containsExactly(needed);
    }

    @Test
    void faultsSurviveTheCommandLine() {
        for (FaultKind kind : FaultKind.values()) {
            List<InjectedFault> faults =
                    List.of(new InjectedFault(1, kind, 2, 3), new InjectedFault(400, kind, 0, 0));
            assertThat(InjectedFault.read(InjectedFault.write(faults))).isEqualTo(faults);
        }
        assertThat(InjectedFault.read("none")).isEmpty();
    }
}
