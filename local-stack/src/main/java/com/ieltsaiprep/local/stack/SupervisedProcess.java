package com.ieltsaiprep.local.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A program that is started again when it dies, unless it dies too often, is closed, or this
 * process itself ends. Safe for all threads.
 */
final class SupervisedProcess implements AutoCloseable {
    private final String name;
    private final Supplier<ChildProcess> launch;
    private final Consumer<String> notices;
    private final RestartPolicy policy;
    private ChildProcess process;
    private Runnable onRestart = () -> {};
    private boolean closed;

    private SupervisedProcess(
            String name,
            Supplier<ChildProcess> launch,
            Function<Long, RestartPolicy> policy,
            Consumer<String> notices) {
        this.name = name;
        this.launch = launch;
        this.notices = notices;
        this.policy = policy.apply(System.nanoTime());
        this.process = launch.get();
    }

    /**
     * Starts the program.
     *
     * @param launch starts it, each time
     * @param restarts made with the time of the first start, ns
     * @param notices takes lines for the person at the command line
     */
    static SupervisedProcess start(
            String name,
            Supplier<ChildProcess> launch,
            Function<Long, RestartPolicy> policy,
            Consumer<String> notices) {
        SupervisedProcess program = new SupervisedProcess(name, launch, policy, notices);
        program.process.onExit(program::onDeath);
        return program;
    }

    /** Runs after each restart from now on; {@link #process} is the new one then. */
    synchronized void onRestart(Runnable action) {
        onRestart = action;
    }

    /** The one that runs, or ran last. */
    synchronized ChildProcess process() {
        return process;
    }

    private synchronized void onDeath() {
        if (closed || thisProcessEnds()) {
            return;
        }
        Optional<Duration> delay = policy.afterDeath(System.nanoTime());
        if (delay.isEmpty()) {
            notices.accept(name + " has died too often; it is not started again");
            return;
        }
        notices.accept(name + " has died; it is started again");
        Executor later =
                CompletableFuture.delayedExecutor(delay.get().toNanos(), TimeUnit.NANOSECONDS);
        later.execute(this::restart);
    }

    private void restart() {
        Runnable told;
        synchronized (this) {
            if (closed || thisProcessEnds()) {
                return;
            }
            process = launch.get();
            process.onExit(this::onDeath);
            told = onRestart;
        }
        told.run();
    }

    /** The JVM says so in no other way than by refusing hooks. */
    private static boolean thisProcessEnds() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.close();
    }
}
