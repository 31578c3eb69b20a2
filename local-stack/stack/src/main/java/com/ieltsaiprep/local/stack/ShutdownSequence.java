package com.ieltsaiprep.local.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shutdown sequence: closes registered resources in the reverse order, even if some of them fail to
 * close. Thread-safe.
 */
final class ShutdownSequence implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /** Registers a resource, which is closed before all that were registered earlier. */
    synchronized <P extends AutoCloseable> P register(P resource) {
        resources.push(resource);
        return resource;
    }

    /**
     * Closes all registered resources, the newest first; a second call does nothing.
     *
     * @throws StackException if some resources fail to close; their exceptions are its suppressed
     *     exceptions
     */
    @Override
    public void close() {
        List<Exception> failures = closeAll();
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

    /** Closes all resources after a failed start, and adds their failures to {@code cause}. */
    void closeAfter(Exception cause) {
        closeAll().forEach(cause::addSuppressed);
    }

    private synchronized List<Exception> closeAll() {
        List<Exception> failures = new ArrayList<>();
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
