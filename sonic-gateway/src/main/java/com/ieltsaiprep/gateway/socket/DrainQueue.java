package com.ieltsaiprep.gateway.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * In which order and how fast the conversations of a draining node are asked to move: the newest
 * first, since an old one may end by itself before its turn comes. Not thread-safe.
 */
final class DrainQueue {
    private final Deque<Candidate> waiting = new ArrayDeque<>();
    private final long intervalUs;
    private long nextUs;

    /**
     * A conversation of this node.
     *
     * @param sinceUs when it came, monotonic µs
     * @param askToMove is called once, when its turn has come
     */
    record Candidate(long sinceUs, Runnable askToMove) {}

    /**
     * The first is asked at once.
     *
     * @param perSecond so many are asked in a second
     * @param within more are asked if it takes more for all to be asked in this time
     * @param nowUs monotonic time, µs
     */
    DrainQueue(List<Candidate> residents, int perSecond, Duration within, long nowUs) {
        residents.stream()
                .sorted(Comparator.comparingLong(Candidate::sinceUs).reversed())
                .forEach(waiting::add);
        this.intervalUs =
                Math.min(
                        TimeUnit.SECONDS.toMicros(1) / perSecond,
                        TimeUnit.NANOSECONDS.toMicros(within.toNanos())
                                / Math.max(1, waiting.size()));
        this.nextUs = nowUs;
    }

    /** Asks those whose turn has come; false once all were asked. */
    boolean askNext(long nowUs) {
        while (!waiting.isEmpty() && nextUs <= nowUs) {
            waiting.remove().askToMove().run();
            nextUs += intervalUs;
        }
        return !waiting.isEmpty();
    }
}
