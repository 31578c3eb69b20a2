package com.ieltsaiprep.api.migration;

import java.util.Optional;

/**
 * A change of what is kept. It goes piece by piece, and a piece may be done again: whoever did it
 * may have been interrupted before that was noted.
 */
public interface Migration {
    /** Its place in the order; from 1, without gaps. Never changes once it has run anywhere. */
    int number();

    /** What it does, in a few words. */
    String name();

    /**
     * Does the next piece, which must take a few seconds at most.
     *
     * @param progress what the piece before answered; empty at the beginning
     * @return how to go on; empty if that was the last piece
     */
    Optional<String> advance(String progress);
}
