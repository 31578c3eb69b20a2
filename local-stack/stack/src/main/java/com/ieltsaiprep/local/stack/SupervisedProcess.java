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
 * Supervised process: restarted when it dies, up to the limit of its policy. Thread-safe.
 *
 * <p>It is not restarted once it is closed or while this process itself ends.
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
     * @param launch starts the process, each time
     * @param policy creates the restart policy from the time of the first start, ns
     * @param notices takes lines for the user at the command line
     */
    static SupervisedProcess start(
            String name,
            Supplier<ChildProcess> launch,
            Function<Long, RestartPolicy> policy,
            Consumer<String> notices) {
        SupervisedProcess program = new SupervisedProcess(name, launch, policy, notices);
        program.process.onExit(program::onExit);
        return program;
    }

    /**
     * Sets the action to run after each later restart, when {@link #process} is the new process.
     */
    synchronized void onRestart(Runnable action) {
        onRestart = action;
    }

    /** Returns the current process, or the last one. */
    synchronized ChildProcess process() {
        return process;
    }

    private synchronized void onExit() {
        if (closed || isJvmShuttingDown()) {
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
        Runnable listener;
        synchronized (this) {
            if (closed || isJvmShuttingDown()) {
                return;
            }
            process = launch.get();
            process.onExit(this::onExit);
            listener = onRestart;
        }
        listener.run();
    }

    /** Detects a JVM shutdown: the JVM has no other sign of it than that it rejects new hooks. */
    private static boolean isJvmShuttingDown() {
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
