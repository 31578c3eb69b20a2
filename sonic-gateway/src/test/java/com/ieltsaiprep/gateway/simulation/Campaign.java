package com.ieltsaiprep.gateway.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Many seeds, one after the other on each core; each world stays on one thread. */
final class Campaign {
    private static final int FAILURES = 10;

    private final long firstSeed;
    private final LongFunction<Simulation> worlds;
    private final AtomicLong nextSeed;
    private final LongAdder conversations = new LongAdder();
    private final LongAdder steps = new LongAdder();
    private final LongAdder virtualUs = new LongAdder();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** A run that broke a rule. */
    record Failure(Simulation simulation, Simulation.Result result) {}

    /** Seeds from the first on, each of which makes a world. */
    Campaign(long firstSeed, LongFunction<Simulation> worlds) {
        this.firstSeed = firstSeed;
        this.worlds = worlds;
        this.nextSeed = new AtomicLong(firstSeed);
    }

    /**
     * Runs so many seeds, and more while there is time.
     *
     * @return what it found, in no order; not more than a few
     */
    List<Failure> run(long atLeast, BooleanSupplier hasTime) throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(_ -> Thread.ofPlatform().start(() -> work(atLeast, hasTime)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    private void work(long atLeast, BooleanSupplier hasTime) {
        while (failures.size() < FAILURES) {
            long seed = nextSeed.getAndIncrement();
            if (seed - firstSeed >= atLeast && !hasTime.getAsBoolean()) {
                nextSeed.decrementAndGet();
                return;
            }
            Simulation simulation = worlds.apply(seed);
            Simulation.Result result = simulation.run();
            conversations.add(result.conversations());
            steps.add(result.steps());
            virtualUs.add(result.virtualUs() * result.conversations());
            if (result.violation() != null) {
                failures.add(new Failure(simulation, result));
            }
        }
    }

    /** What was done, in a line. */
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
                        steps.sum());
    }
}
