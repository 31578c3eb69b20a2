package com.ieltsaiprep.local.tour;

/** A step of the tour. */
interface TourStep {
    /** What it shows, in a word or two. */
    String name();

    /** Where it is done, such as {@code eu-west-1}. */
    String place();

    /**
     * Takes it. Blocks.
     *
     * @return what was seen, in a line
     * @throws StepFailedException if it is not as it must be
     */
    String take(TourContext context, TourUser user) throws InterruptedException;
}
