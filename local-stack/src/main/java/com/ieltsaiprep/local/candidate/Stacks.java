package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.local.stack.Fleet;

import java.util.Optional;

/** Finds the running stack, or starts one. */
@FunctionalInterface
public interface Stacks {
    /**
     * Opens a stack that is ready.
     *
     * @param requirements unless they are {@link StackRequirements#ANY}, a stack is started for
     *     this
     * @throws StackUnavailableException if there is none and none can be started
     */
    RunningStack open(StackRequirements requirements);

    /** Running stack that the caller may use until it closes it. */
    interface RunningStack extends AutoCloseable {
        /** Returns where it listens. */
        StackAddress address();

        /** Returns its gateways and their balancer; empty if there is one gateway only. */
        default Optional<Fleet> fleet() {
            return Optional.empty();
        }

        /** Stops the stack if it was started for this, and leaves it running if it ran before. */
        @Override
        void close();
    }
}
