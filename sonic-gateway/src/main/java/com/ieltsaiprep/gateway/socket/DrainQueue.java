package com.ieltsaiprep.gateway.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Draining queue: asks the conversations of a node to move, at a limited rate. The newest comes
 * first, since an old one may end by itself before its turn comes. Not thread-safe.
 */
final class DrainQueue {
    private final Deque<Entry> queue = new ArrayDeque<>();
    private final long intervalUs;
    private long nextUs;

    /**
     * Conversation that is to move.
     *
     * @param sinceUs start of the connection, monotonic µs
     * @param askToMove called once, when its turn has come
     */
    record Entry(long sinceUs, Runnable askToMove) {}

    /**
     * Creates a queue, of which the first is asked at once.
     *
     * @param perSecond rate at which conversations are asked
     * @param within time in which all are asked, at a higher rate if necessary
     * @param nowUs monotonic time, µs
     */
    DrainQueue(List<Entry> entries, int perSecond, Duration within, long nowUs) {
        entries.stream()
                .sorted(Comparator.comparingLong(Entry::sinceUs).reversed())
                .forEach(queue::add);
        this.intervalUs =
                Math.min(
                        TimeUnit.SECONDS.toMicros(1) / perSecond,
                        TimeUnit.NANOSECONDS.toMicros(within.toNanos())
                                / Math.max(1, queue.size()));
        this.nextUs = nowUs;
    }

    /** Asks the conversations whose turn has come; false once all were asked. */
    boolean askNext(long nowUs) {
        while (!queue.isEmpty() && nextUs <= nowUs) {
            queue.remove().askToMove().run();
            nextUs += intervalUs;
        }
        return !queue.isEmpty();
    }
}
