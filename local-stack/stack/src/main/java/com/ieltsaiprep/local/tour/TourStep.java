package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.client.api.UnmetExpectationException;

/**
 * Step of {@code ./run tour}: one action of the tour's test user in the product, with a check of
 * its effect.
 */
interface TourStep {
    /** Returns the short name of the step, which the tour prints. */
    String name();

    /**
     * Returns the place in which the step acts, as the tour prints it, such as {@code eu-west-1} or
     * {@code mailbox}.
     */
    String place();

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
