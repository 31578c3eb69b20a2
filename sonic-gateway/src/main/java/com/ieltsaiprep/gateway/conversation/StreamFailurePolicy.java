package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

import java.util.List;

/** Streams that failed one after the other, and what that means for the next. */
final class StreamFailurePolicy {
    /** Streams that may fail in a row without a reply between them. */
    private static final int MAX_IN_A_ROW = 3;

    private int inARow;
    private int repliesBefore;
    private boolean withoutHistory;
    private boolean seeded;

    /** What the next stream is seeded with, of what there is. */
    List<History.Message> seed(List<History.Message> history) {
        List<History.Message> seed = withoutHistory ? List.of() : history;
        withoutHistory = false;
        seeded = !seed.isEmpty();
        return seed;
    }

    /**
     * A stream failed.
     *
     * @param replies how many replies have ended so far
     * @return whether another may be tried
     */
    boolean another(ManagedStream lost, StreamEnd end, int replies) {
        inARow = replies > repliesBefore ? 1 : inARow + 1;
        repliesBefore = replies;
        boolean refused = end instanceof StreamEnd.Rejected && !lost.spoke();
        // The service has refused histories that kept its written rules; without one it goes on.
        withoutHistory = refused && seeded;
        boolean hopeless = refused && !seeded;
        return lost.wasOpened() && !hopeless && inARow <= MAX_IN_A_ROW;
    }
}
