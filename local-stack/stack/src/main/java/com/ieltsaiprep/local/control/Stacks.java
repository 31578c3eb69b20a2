package com.ieltsaiprep.local.control;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.StackAddress;

import java.util.Optional;

/**
 * Provider of local stacks (the whole product, run on one machine): finds the stack that is
 * running, or starts one.
 */
@FunctionalInterface
public interface Stacks {
    /**
     * Returns a local stack that meets the requirements and is ready for use. Blocks while a stack
     * is started.
     *
     * @param requirements {@link StackRequirements#ANY} to use a stack that is already running, or
     *     a new one if no stack is running; any other requirements always start a new stack
     * @throws StackUnavailableException if the new stack cannot be started
     */
    RunningStack open(StackRequirements requirements);

    /**
     * Running local stack (the whole product, run on one machine), which its user must close after
     * use.
     */
    interface RunningStack extends AutoCloseable {
        /** Returns the addresses of the stack's services and control APIs. */
        StackAddress address();

        /**
         * Returns the gateways of the stack and their load balancer; empty if the stack has only
         * one gateway.
         */
        default Optional<Fleet> fleet() {
            return Optional.empty();
        }

        /** Returns whether the stack ran before, so that it may also serve other users. */
        default boolean isShared() {
            return false;
        }

        /**
         * Stops the stack if {@link Stacks#open} has started it; leaves it running if it ran
         * before.
         */
        @Override
        void close();
    }
}
