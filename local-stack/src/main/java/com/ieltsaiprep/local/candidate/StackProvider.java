package com.ieltsaiprep.local.candidate;

/** Finds the stack that is running, or starts one. */
@FunctionalInterface
public interface StackProvider {
    /**
     * Gives a stack that is ready.
     *
     * @throws StackException if there is none and none can be started
     */
    Stack open();

    /** A stack for a while. */
    interface Stack extends AutoCloseable {
        /** Where it listens. */
        StackAddress address();

        /** Stops it if it was started for this; leaves it alone if it ran before. */
        @Override
        void close();
    }
}
