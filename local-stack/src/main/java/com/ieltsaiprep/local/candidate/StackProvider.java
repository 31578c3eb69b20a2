package com.ieltsaiprep.local.candidate;

import java.util.List;

/** Finds the stack that is running, or starts one. */
@FunctionalInterface
public interface StackProvider {
    /**
     * Gives a stack that is ready.
     *
     * @param sonicArguments of the Sonic stand-in; if there are any, a stack of its own is started
     * @throws StackUnavailableException if there is none and none can be started
     */
    Lease open(List<String> sonicArguments);

    /** A stack for a while. */
    interface Lease extends AutoCloseable {
        /** Where it listens. */
        StackAddress address();

        /** Stops it if it was started for this; leaves it alone if it ran before. */
        @Override
        void close();
    }
}
