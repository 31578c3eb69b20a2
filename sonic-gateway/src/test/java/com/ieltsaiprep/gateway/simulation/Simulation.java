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
     * @param virtualUs how long the conversations took in their own time, all together
     * @param violation null if there was none
     */
    record Result(
            long hash,
            int conversations,
            long steps,
            long virtualUs,
            @Nullable Violation violation) {
        /** Whether all was well. */
        boolean good() {
            return violation == null;
        }
    }

    /** A world as its seed has it. */
    static Simulation of(long seed) {
        return of(seed, Plants.NONE);
    }

    /** A world as its seed has it, with bugs. */
    static Simulation of(long seed, Plants plants) {
        Chance chance = Chance.of(seed);
        List<Fault> faults = Swarm.draw(chance.named("faults"), scenario(seed));
        return new Simulation(seed, faults, plants);
    }

    /** What kind of world a seed makes. */
    static Scenario scenario(long seed) {
        return Scenario.draw(Chance.of(seed).named("scenario"));
    }

    /** The same world with other faults. */
    Simulation with(List<Fault> others) {
        return new Simulation(seed, others, plants);
    }

    /** Runs it. */
    Result run() {
        return run(Trace::hashed);
    }

    /** Runs it with a trace of choice. */
    Result run(Function<Timeline, Trace> tracing) {
        Timeline timeline = new Timeline();
        Trace trace = tracing.apply(timeline);
        Invariants invariants = new Invariants();
        Violation violation = null;
        int conversations = scenario(seed).sessions();
        try {
            World world =
                    new World(timeline, trace, Chance.of(seed), scenario(seed), invariants, plants);
            invariants.watch(world, timeline);
            world.run(faults);
        } catch (Violation found) {
            violation = found;
        } catch (RuntimeException thrown) {
            violation = new Violation("core", "threw " + thrown, thrown);
        }
        long virtualUs = timeline.nowUs() * conversations;
        return new Result(trace.hash(), conversations, timeline.steps(), virtualUs, violation);
    }
}
