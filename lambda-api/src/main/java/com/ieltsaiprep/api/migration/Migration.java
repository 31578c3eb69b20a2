package com.ieltsaiprep.api.migration;

import java.util.Optional;

/**
 * Schema migration: a change of stored data in steps. A step may be repeated (at-least-once), since
 * a process may die between a step and its record.
 */
interface Migration {
    /** Returns the migration's number, from 1 without gaps; it never changes after a run. */
    int number();

    /** Returns a short description of the migration in words. */
    String name();

    /**
     * Does the migration's next step, which takes a few seconds at most and may be repeated.
     *
     * @param progress what the step before returned; "" at the beginning
     * @return the progress to continue from; empty if this was the last step
     */
    Optional<String> advance(String progress);
}
