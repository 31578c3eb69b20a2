package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.local.model.Form;
import com.ieltsaiprep.local.simulation.engine.EventTrace;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.invariant.AllInvariants;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.PortInterceptor;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationScenario;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Simulation run: deterministic, from the start to the end or to the first violation of an
 * invariant.
 *
 * @param seed of the scenario and of every random stream
 * @param faults faults to inject
 * @param interceptor planted bug; {@link PortInterceptor#NONE} for none
 * @param form form that the service has besides those of the scenario
 */
record Simulation(
        long seed, List<InjectedFault> faults, PortInterceptor interceptor, Optional<Form> form) {
    /**
     * Result of a run.
     *
     * @param hash of the trace
     * @param executedTasks number of scheduled tasks that ran
     * @param virtualUs virtual time at the end, µs
     * @param violation null if no invariant was violated
     */
    record Result(
            long hash,
            int conversations,
            long executedTasks,
            long virtualUs,
            @Nullable InvariantViolation violation) {
        /** Returns the violated invariant, such as {@code I5}; empty if there was none. */
        String violatedInvariant() {
            return violation == null ? "" : violation.invariant();
        }
    }

    /** Creates the run of a seed with the faults that the seed draws. */
    static Simulation of(long seed) {
        List<InjectedFault> faults =
                SwarmFaultGenerator.generate(
                        RandomStream.of(seed).substream("faults"), scenario(seed));
        return new Simulation(seed, faults, PortInterceptor.NONE, Optional.empty());
    }

    /** Returns the scenario that a seed draws. */
    static SimulationScenario scenario(long seed) {
        return SimulationScenario.sample(RandomStream.of(seed).substream("scenario"));
    }

    /** Returns this run with other faults. */
    Simulation withFaults(List<InjectedFault> others) {
        return new Simulation(seed, others, interceptor, form);
    }

    /** Returns this run with another planted bug. */
    Simulation withInterceptor(PortInterceptor others) {
        return new Simulation(seed, faults, others, form);
    }

    /** Returns this run with a form of the service. */
    Simulation withForm(Form other) {
        return new Simulation(seed, faults, interceptor, Optional.of(other));
    }

    private SimulationScenario scenario() {
        SimulationScenario drawn = scenario(seed);
        return form.map(drawn::withForm).orElse(drawn);
    }

    Result run() {
        return run(EventTrace::hashOnly);
    }

    /** Runs the simulation with a given trace. */
    Result run(Function<VirtualTimeScheduler, EventTrace> tracing) {
        VirtualTimeScheduler scheduler = new VirtualTimeScheduler();
        EventTrace trace = tracing.apply(scheduler);
        SimulationScenario scenario = scenario();
        InvariantViolation violation = null;
        try {
            AllInvariants invariants = new AllInvariants();
            SimulatedWorld world =
                    new SimulatedWorld(
                            scheduler,
                            trace,
                            RandomStream.of(seed),
                            scenario,
                            invariants.observer(),
                            interceptor);
            invariants.watch(world, scheduler);
            world.run(faults);
        } catch (InvariantViolation found) {
            violation = found;
        } catch (RuntimeException thrown) {
            violation = new InvariantViolation("core", "threw " + thrown, thrown);
        }
        return new Result(
                trace.hash(),
                scenario.conversations(),
                scheduler.executedTasks(),
                scheduler.nowUs(),
                violation);
    }
}
