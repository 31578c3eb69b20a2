package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Span;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.FaultKind;
import com.ieltsaiprep.gateway.simulation.world.Scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws the faults of a world: first which kinds there are and how many of each, then when. A world
 * with few kinds meets combinations that are drowned in one with all of them.
 */
final class Swarm {
    private static final int MOST_OF_A_KIND = 4;
    private static final int TARGETS = 12;

    private Swarm() {}

    /** Faults in the order of their times. */
    static List<Fault> draw(Chance chance, Scenario scenario) {
        double share = chance.oneOf(List.of(0.0, 0.08, 0.15, 0.3));
        List<Fault> faults = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Chance draw = chance.named(kind.name());
            if (draw.once(share)) {
                int count = draw.between(1, MOST_OF_A_KIND);
                for (int i = 0; i < count; i++) {
                    faults.add(one(kind, draw, scenario));
                }
            }
        }
        faults.sort(Comparator.comparingInt(Fault::atMs));
        return faults;
    }

    private static Fault one(FaultKind kind, Chance draw, Scenario scenario) {
        int amount = amount(kind).drawMs(draw);
        int latest = Math.max(1_000, scenario.calmFromMs() - (lasts(kind) ? amount : 0));
        return new Fault(draw.between(500, latest), kind, draw.between(0, TARGETS - 1), amount);
    }

    /** Whether the world is not calm before the amount has passed. */
    private static boolean lasts(FaultKind kind) {
        return switch (kind) {
            case CUT, RELOAD, SECOND_DEVICE, LEAVE, LAG_TOLERANCE, HALF_OPEN, FLUSH -> false;
            case STREAM_BREAKS, STREAM_EXPIRES, STREAM_BLAMES_US -> false;
            case STREAM_SILENT, STREAM_FLOODS -> false;
            case OFFLINE, STALL_UP, STALL_DOWN, SUSPEND, MUTE, NO_REPORTS, NO_RECEIPTS -> true;
            case CRASH, FREEZE, DRAIN, REGISTRY_AWAY, REGISTRY_SLOW -> true;
            case STREAM_DEAF, THROTTLING, UNREACHABLE, REFUSES_HISTORY -> true;
        };
    }

    private static Span amount(FaultKind kind) {
        return switch (kind) {
            case CUT -> new Span(0, 2_000);
            case OFFLINE -> new Span(100, 60_000);
            case STALL_UP, STALL_DOWN -> new Span(300, 15_000);
            case SUSPEND -> new Span(500, 45_000);
            case MUTE -> new Span(1_000, 90_000);
            case NO_REPORTS -> new Span(2_000, 20_000);
            case NO_RECEIPTS -> new Span(5_000, 60_000);
            case LAG_TOLERANCE -> new Span(0, 1);
            case CRASH -> new Span(500, 20_000);
            case FREEZE -> new Span(200, 60_000);
            case DRAIN -> new Span(5_000, 60_000);
            case REGISTRY_AWAY, REGISTRY_SLOW -> new Span(500, 30_000);
            case STREAM_DEAF -> new Span(500, 20_000);
            case THROTTLING, UNREACHABLE -> new Span(500, 20_000);
            case REFUSES_HISTORY -> new Span(5_000, 60_000);
            case HALF_OPEN, RELOAD, SECOND_DEVICE, LEAVE, FLUSH -> new Span(0, 0);
            case STREAM_BREAKS, STREAM_EXPIRES, STREAM_BLAMES_US -> new Span(0, 0);
            case STREAM_SILENT, STREAM_FLOODS -> new Span(0, 0);
        };
    }
}
