package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

import java.util.List;

/**
 * Stream failure policy: counts consecutive failures, and decides whether another stream may be
 * opened and with which history.
 */
final class StreamFailurePolicy {
    /** Most streams that may fail in a row without a reply between them. */
    private static final int MAX_CONSECUTIVE = 3;

    private int consecutive;
    private int repliesBefore;
    private boolean omitHistory;
    private boolean seeded;

    /** Returns the part of the history that seeds the next stream. */
    List<History.Message> seed(List<History.Message> history) {
        List<History.Message> seed = omitHistory ? List.of() : history;
        omitHistory = false;
        seeded = !seed.isEmpty();
        return seed;
    }

    /**
     * Records a failed stream.
     *
     * @param replies replies ended so far
     * @return whether another may be opened
     */
    boolean mayRetry(ManagedStream lost, StreamEnd end, int replies) {
        consecutive = replies > repliesBefore ? 1 : consecutive + 1;
        repliesBefore = replies;
        boolean refused = end instanceof StreamEnd.Rejected && !lost.hasResponded();
        // The service has rejected histories that kept its written rules; without one it accepts.
        omitHistory = refused && seeded;
        boolean hopeless = refused && !seeded;
        return lost.wasOpened() && !hopeless && consecutive <= MAX_CONSECUTIVE;
    }
}
