package com.ieltsaiprep.local.tour;

/** Step of the tour. */
interface TourStep {
    /** Returns the step's short name. */
    String name();

    /** Returns the place where it runs, such as {@code eu-west-1}. */
    String place();

    /**
     * Runs the step. Blocks.
     *
     * @return the observation, in a line
     * @throws StepFailedException if an expectation does not hold
     */
    String run(TourContext context, TourUser user) throws InterruptedException;
}
