package com.ieltsaiprep.local.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Simulation campaign: runs many seeds on all cores, each run on one thread. */
final class SimulationCampaign {
    private static final int MAX_FAILURES = 10;

    private final long firstSeed;
    private final LongFunction<Simulation> simulations;
    private final AtomicLong nextSeed;
    private final LongAdder conversations = new LongAdder();
    private final LongAdder executedTasks = new LongAdder();
    private final LongAdder virtualUs = new LongAdder();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** Run that violated an invariant. */
    record Failure(Simulation simulation, Simulation.Result result) {}

    /** Creates a campaign over the seeds from the first one on. */
    SimulationCampaign(long firstSeed, LongFunction<Simulation> simulations) {
        this.firstSeed = firstSeed;
        this.simulations = simulations;
        this.nextSeed = new AtomicLong(firstSeed);
    }

    /**
     * Runs the given number of seeds.
     *
     * @return at most a few failures, in no order
     */
    List<Failure> run(long seeds) throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(_ -> Thread.ofPlatform().start(() -> runSeeds(seeds)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    private void runSeeds(long seeds) {
        while (failures.size() < MAX_FAILURES) {
            long seed = nextSeed.getAndIncrement();
            if (seed - firstSeed >= seeds) {
                nextSeed.decrementAndGet();
                return;
            }
            Simulation simulation = simulations.apply(seed);
            Simulation.Result result = simulation.run();
            conversations.add(result.conversations());
            executedTasks.add(result.executedTasks());
            virtualUs.add(result.virtualUs() * result.conversations());
            if (result.violation() != null) {
                failures.add(new Failure(simulation, result));
            }
        }
    }

    /** Returns the campaign's statistics in one line. */
    String summary(Duration took) {
        double seconds = took.toMillis() / 1e3;
        return "seeds %d to %d: %d conversations in %.1f s, %.0f/s, %.0f times real time, %d steps"
                .formatted(
                        firstSeed,
                        nextSeed.get() - 1,
                        conversations.sum(),
                        seconds,
                        conversations.sum() / seconds,
                        virtualUs.sum() / 1e6 / seconds,
                        executedTasks.sum());
    }
}
