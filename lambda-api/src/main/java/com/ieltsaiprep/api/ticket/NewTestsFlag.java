package com.ieltsaiprep.api.ticket;

/** By which operators stop new tests. */
@FunctionalInterface
public interface NewTestsFlag {
    /**
     * Whether new tests may begin; those that have begun go on in any case.
     *
     * @throws RuntimeException if that cannot be known, and then none may
     */
    boolean newTests();
}
