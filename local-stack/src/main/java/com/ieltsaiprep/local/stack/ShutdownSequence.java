package com.ieltsaiprep.local.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What something has started, stopped in the opposite order. One part that does not stop keeps none
 * of the others running. Safe for all threads.
 */
final class ShutdownSequence implements AutoCloseable {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Stops it, too, when these are closed, before all that were kept earlier. */
    synchronized <P extends AutoCloseable> P register(P part) {
        running.push(part);
        return part;
    }

    /**
     * Stops all parts, once.
     *
     * @throws StackException if some do not stop; what each threw is suppressed in it
     */
    @Override
    public void close() {
        List<Exception> failures = stop();
        if (!failures.isEmpty()) {
            StackException failure =
                    new StackException(
                            failures.stream()
                                    .map(Exception::getMessage)
                                    .collect(Collectors.joining("; ", "not all stops: ", "")));
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    /** Stops all parts because of a failure; what they throw is suppressed in it. */
    void closeAfter(Exception cause) {
        stop().forEach(cause::addSuppressed);
    }

    private synchronized List<Exception> stop() {
        List<Exception> failures = new ArrayList<>();
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
