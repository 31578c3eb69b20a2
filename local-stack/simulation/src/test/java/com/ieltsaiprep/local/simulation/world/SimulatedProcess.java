package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;

import java.util.ArrayDeque;

/** Process that runs tasks in order, can be frozen and then catches up, and can be killed. */
final class SimulatedProcess {
    private final VirtualTimeScheduler scheduler;
    private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
    private long frozenUntilUs;
    private boolean killed;

    SimulatedProcess(VirtualTimeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs the task: now, once the process is no longer frozen, or never. */
    void run(Runnable task) {
        if (killed) {
            return;
        }
        if (isFrozen()) {
            deferred.add(task);
        } else {
            task.run();
        }
    }

    /** Runs the task asynchronously after a delay. */
    void runAfter(long delayUs, Runnable task) {
        scheduler.scheduleAfter(delayUs, () -> run(task));
    }

    void freeze(long forUs) {
        frozenUntilUs = scheduler.nowUs() + forUs;
        scheduler.scheduleAt(frozenUntilUs, this::thaw);
    }

    private void thaw() {
        while (!isFrozen() && !deferred.isEmpty()) {
            run(deferred.remove());
        }
    }

    /** Kills the process; its pending and future tasks never run. */
    void kill() {
        killed = true;
        deferred.clear();
    }

    boolean isFrozen() {
        return scheduler.nowUs() < frozenUntilUs;
    }

    /** Returns the time since the process was last frozen, µs. */
    long runningForUs() {
        return scheduler.nowUs() - frozenUntilUs;
    }

    boolean isKilled() {
        return killed;
    }
}
