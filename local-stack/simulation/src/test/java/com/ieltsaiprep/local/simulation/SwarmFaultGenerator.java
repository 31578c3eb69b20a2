package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.local.simulation.engine.DurationRange;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.world.FaultKind;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.SimulationScenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fault generator by swarm testing (Groce et al.): draws the kinds of a run first, then number and
 * times. A run with few kinds reaches combinations that a run with all of them drowns.
 */
final class SwarmFaultGenerator {
    private static final int MAX_PER_KIND = 4;
    private static final int MAX_TARGETS = 12;

    private SwarmFaultGenerator() {}

    /** Generates the faults of a run, ordered by time. */
    static List<InjectedFault> generate(RandomStream random, SimulationScenario scenario) {
        double kindProbability = random.pick(List.of(0.0, 0.08, 0.15, 0.3));
        List<InjectedFault> faults = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            RandomStream kindRandom = random.substream(kind.name());
            if (kindRandom.nextBoolean(kindProbability)) {
                int count = kindRandom.nextInt(1, MAX_PER_KIND);
                for (int i = 0; i < count; i++) {
                    faults.add(generateOne(kind, kindRandom, scenario));
                }
            }
        }
        faults.sort(Comparator.comparingInt(InjectedFault::atMs));
        return faults;
    }

    private static InjectedFault generateOne(
            FaultKind kind, RandomStream kindRandom, SimulationScenario scenario) {
        int amount = amountRange(kind).sampleMs(kindRandom);
        int latestMs =
                Math.max(1_000, scenario.faultFreeFromMs() - (hasDuration(kind) ? amount : 0));
        return new InjectedFault(
                kindRandom.nextInt(500, latestMs),
                kind,
                kindRandom.nextInt(0, MAX_TARGETS - 1),
                amount);
    }

    /** Returns whether the fault lasts as long as its amount says. */
    private static boolean hasDuration(FaultKind kind) {
        return switch (kind) {
            case CUT, RELOAD, SECOND_DEVICE, LEAVE, LAG_TOLERANCE, HALF_OPEN, FLUSH -> false;
            case STREAM_BREAKS, STREAM_EXPIRES, STREAM_BLAMES_US -> false;
            case STREAM_SILENT, STREAM_FLOODS -> false;
            case OFFLINE, STALL_UP, STALL_DOWN, SUSPEND, MUTE, NO_REPORTS, NO_RECEIPTS -> true;
            case CRASH, FREEZE, DRAIN, REGISTRY_AWAY, REGISTRY_SLOW -> true;
            case STREAM_DEAF, THROTTLING, UNREACHABLE, REFUSES_HISTORY -> true;
        };
    }

    private static DurationRange amountRange(FaultKind kind) {
        return switch (kind) {
            case CUT -> new DurationRange(0, 2_000);
            case OFFLINE -> new DurationRange(100, 60_000);
            case STALL_UP, STALL_DOWN -> new DurationRange(300, 15_000);
            case SUSPEND -> new DurationRange(500, 45_000);
            case MUTE -> new DurationRange(1_000, 90_000);
            case NO_REPORTS -> new DurationRange(2_000, 20_000);
            case NO_RECEIPTS -> new DurationRange(5_000, 60_000);
            case LAG_TOLERANCE -> new DurationRange(0, 1);
            case CRASH -> new DurationRange(500, 20_000);
            case FREEZE -> new DurationRange(200, 60_000);
            case DRAIN -> new DurationRange(5_000, 60_000);
            case REGISTRY_AWAY, REGISTRY_SLOW -> new DurationRange(500, 30_000);
            case STREAM_DEAF -> new DurationRange(500, 20_000);
            case THROTTLING, UNREACHABLE -> new DurationRange(500, 20_000);
            case REFUSES_HISTORY -> new DurationRange(5_000, 60_000);
            case HALF_OPEN, RELOAD, SECOND_DEVICE, LEAVE, FLUSH -> new DurationRange(0, 0);
            case STREAM_BREAKS, STREAM_EXPIRES, STREAM_BLAMES_US -> new DurationRange(0, 0);
            case STREAM_SILENT, STREAM_FLOODS -> new DurationRange(0, 0);
        };
    }
}
