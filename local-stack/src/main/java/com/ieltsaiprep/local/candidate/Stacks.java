package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.local.stack.Fleet;

import java.util.Optional;

/** Finds the stack that is running, or starts one. */
@FunctionalInterface
public interface Stacks {
    /**
     * Gives a stack that is ready.
     *
     * @param requirements if they are not {@link StackRequirements#ANY}, a stack of its own is
     *     started
     * @throws StackUnavailableException if there is none and none can be started
     */
    RunningStack open(StackRequirements requirements);

    /** A stack for a while. */
    interface RunningStack extends AutoCloseable {
        /** Where it listens. */
        StackAddress address();

        /** Its gateways and their balancer; empty if there is one gateway only. */
        default Optional<Fleet> fleet() {
            return Optional.empty();
        }

        /** Stops it if it was started for this; leaves it alone if it ran before. */
        @Override
        void close();
    }
}
