package com.ieltsaiprep.api.migration;

import java.util.Optional;

/**
 * Schema migration: a change of stored data in steps. A step may be repeated (at-least-once): the
 * process that did it may have died before that was recorded.
 */
interface Migration {
    /** Returns its number, from 1 without gaps; it never changes once the migration has run. */
    int number();

    /** Returns a short description. */
    String name();

    /**
     * Does the next step, which takes a few seconds at most.
     *
     * @param progress the result of the step before; empty at the beginning
     * @return the progress to continue from; empty if this was the last step
     */
    Optional<String> advance(String progress);
}
