package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.client.api.UnmetExpectationException;

/**
 * Step of the tour: what the test user does next, and what the product must answer.
 *
 * @param name short name, which the tour prints
 * @param place such as {@code eu-west-1} or {@code mailbox}
 */
record TourStep(String name, String place, Action action) {
    /** Action of a step. */
    @FunctionalInterface
    interface Action {
        /**
         * Runs the step and blocks until it is done.
         *
         * @param context clients of the stack under test
         * @param user test user, whose state the step reads and changes
         * @return description of what the step observed, in one line for the terminal
         * @throws UnmetExpectationException if the product does not behave as the step expects
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        String run(TourContext context, TourUser user) throws InterruptedException;
    }
}
