package com.ieltsaiprep.local.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import java.util.ArrayList;
import java.util.List;

/**
 * Event loop with one timer that ticks all of its tasks. A timer for each conversation would wake
 * the loop for each of them. For use on its context.
 */
public final class TickLoop {
    /** Latest that a task is ticked after its time, ms. */
    private static final int RESOLUTION_MS = 4;

    private static final long NO_TIMER = -1;

    private final Context context;
    private final EpochClock clock;
    private final List<Task> all = new ArrayList<>();
    private long timer = NO_TIMER;

    /** Task that an event loop runs again and again, each time at a time that the task names. */
    interface Task {
        /** Returns the time at which the task is to run next, µs on the event loop's clock. */
        long dueUs();

        /**
         * Runs the task on the event loop, at its due time or later but never earlier.
         *
         * @param nowUs current time, µs on the event loop's clock
         */
        void tick(long nowUs);
    }

    public TickLoop(Context context, EpochClock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Runs an action on this loop; thread-safe. */
    public void run(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    Vertx vertx() {
        return context.owner();
    }

    /** Returns the time, µs. */
    long nowUs() {
        return clock.nowUs();
    }

    void add(Task conversing) {
        all.add(conversing);
        if (timer == NO_TIMER) {
            timer = vertx().setPeriodic(RESOLUTION_MS, _ -> tick());
        }
    }

    void remove(Task conversing) {
        all.remove(conversing);
        if (all.isEmpty() && timer != NO_TIMER) {
            vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void tick() {
        // Backwards, because a task may remove itself while it is ticked.
        for (int i = all.size() - 1; i >= 0; i--) {
            long nowUs = clock.nowUs();
            if (all.get(i).dueUs() <= nowUs) {
                all.get(i).tick(nowUs);
            }
        }
    }
}
