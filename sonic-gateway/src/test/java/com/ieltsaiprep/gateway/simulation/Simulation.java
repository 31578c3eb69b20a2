package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Trace;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.invariant.Invariants;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.Plants;
import com.ieltsaiprep.gateway.simulation.world.Scenario;
import com.ieltsaiprep.gateway.simulation.world.World;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * One world from its beginning to its end, or to its first violation.
 *
 * @param seed of the scenario and of all chance
 * @param faults what befalls the world
 * @param plants the bugs in it
 */
record Simulation(long seed, List<Fault> faults, Plants plants) {
    /**
     * What came of it.
     *
     * @param hash of the trace
     * @param steps how many things happened
     * @param virtualUs how long it took in its own time
     * @param violation null if there was none
     */
    record Result(
            long hash,
            int conversations,
            long steps,
            long virtualUs,
            @Nullable Violation violation) {
        /** Which rule was broken; empty if none was. */
        String rule() {
            return violation == null ? "" : violation.rule();
        }
    }

    /** A world as its seed has it. */
    static Simulation of(long seed) {
        List<Fault> faults = Swarm.draw(Chance.of(seed).named("faults"), scenario(seed));
        return new Simulation(seed, faults, Plants.NONE);
    }

    /** What kind of world a seed makes. */
    static Scenario scenario(long seed) {
        return Scenario.draw(Chance.of(seed).named("scenario"));
    }

    /** The same world with other faults. */
    Simulation with(List<Fault> others) {
        return new Simulation(seed, others, plants);
    }

    /** The same world with other bugs. */
    Simulation with(Plants others) {
        return new Simulation(seed, faults, others);
    }

    /** Runs it. */
    Result run() {
        return run(Trace::hashed);
    }

    /** Runs it with a trace of choice. */
    Result run(Function<Timeline, Trace> tracing) {
        Timeline timeline = new Timeline();
        Trace trace = tracing.apply(timeline);
        Scenario scenario = scenario(seed);
        Violation violation = null;
        try {
            Invariants invariants = new Invariants();
            World world = new World(timeline, trace, Chance.of(seed), scenario, invariants, plants);
            invariants.watch(world, timeline);
            world.run(faults);
        } catch (Violation found) {
            violation = found;
        } catch (RuntimeException thrown) {
            violation = new Violation("core", "threw " + thrown, thrown);
        }
        return new Result(
                trace.hash(), scenario.sessions(), timeline.steps(), timeline.nowUs(), violation);
    }
}
