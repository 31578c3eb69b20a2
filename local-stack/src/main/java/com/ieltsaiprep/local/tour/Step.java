package com.ieltsaiprep.local.tour;

/** A step of the tour. */
interface Step {
    /** What it shows, in a word or two. */
    String name();

    /** Where it is done, such as {@code eu-west-1}. */
    String place();

    /**
     * Takes it. Blocks.
     *
     * @return what was seen, in a line
     * @throws UnexpectedException if it is not as it must be
     */
    String take(World world, Traveller traveller) throws InterruptedException;
}
