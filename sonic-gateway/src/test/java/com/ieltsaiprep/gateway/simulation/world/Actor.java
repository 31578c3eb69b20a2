package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Timeline;

import java.util.ArrayDeque;

/** Something that runs tasks in order, may freeze and then catch up, and may be gone for ever. */
final class Actor {
    private final Timeline timeline;
    private final ArrayDeque<Runnable> missed = new ArrayDeque<>();
    private long frozenUntilUs;
    private boolean gone;

    Actor(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Runs the task: now, once it is no longer frozen, or never. */
    void run(Runnable task) {
        if (gone) {
            return;
        }
        if (frozen()) {
            missed.add(task);
        } else {
            task.run();
        }
    }

    /** Runs the task in a turn of its own. */
    void later(long delayUs, Runnable task) {
        timeline.after(delayUs, () -> run(task));
    }

    void freeze(long forUs) {
        frozenUntilUs = timeline.nowUs() + forUs;
        timeline.at(frozenUntilUs, this::thaw);
    }

    private void thaw() {
        while (!frozen() && !missed.isEmpty()) {
            run(missed.remove());
        }
    }

    /** Drops everything, also what is still to come. */
    void kill() {
        gone = true;
        missed.clear();
    }

    boolean frozen() {
        return timeline.nowUs() < frozenUntilUs;
    }

    /** How long it has run since it was last frozen. */
    long awakeForUs() {
        return timeline.nowUs() - frozenUntilUs;
    }

    boolean gone() {
        return gone;
    }
}
