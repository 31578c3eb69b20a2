package com.ieltsaiprep.local.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Detector of unfinished work: threads that execute a function's code after its response, where
 * Lambda would freeze them. Thread-safe.
 *
 * <p>Rule: when the last running invocation of the function has returned, no thread, platform or
 * virtual, has a frame of the function's class loader on its stack. An idle thread of a pool has
 * none: all its frames are the JDK's. A thread that computes is given {@link #GRACE} to end, since
 * it may have delivered its result already; one that waits or does I/O is not. Nothing is concluded
 * while another invocation runs or begins, because its threads look the same.
 */
final class UnfinishedWork {
    /**
     * Threads that may go on: the Redis client sends commands in order on one thread, which may
     * still await a reply that its caller has given up. Frozen by Lambda, it goes on with the next
     * event.
     */
    private static final Set<String> EXEMPT_THREADS = Set.of("redis");

    /** Time in which a task that was just handed to another thread appears on its stack. */
    private static final Duration SETTLING = Duration.ofMillis(2);

    private static final Duration GRACE = Duration.ofMillis(250);
    private static final int MAX_FINDINGS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedWork.class);

    private final JvmThreads threads = new JvmThreads();
    private final String loaderName;
    private final List<Finding> findings = new ArrayList<>();
    private int running;

    /** Id that is lower than those of threads begun since the first of the running invocations. */
    private long firstThread;

    private long begun;

    /**
     * Thread that worked after the response.
     *
     * @param at its innermost frame in the function's code
     */
    record Finding(String function, String thread, String at) {}

    private record Worker(Finding finding, boolean isWaiting) {}

    /**
     * Creates a detector.
     *
     * @param loaderName name of the function's class loader, unique in this process
     */
    UnfinishedWork(String loaderName) {
        this.loaderName = loaderName;
    }

    /** Begins an invocation; called before its instance is created, which runs the code too. */
    synchronized void begin() {
        if (running == 0) {
            firstThread = Thread.ofVirtual().unstarted(() -> {}).threadId();
        }
        running++;
        begun++;
    }

    /**
     * Ends an invocation, in whose thread it is called; blocks for a few milliseconds.
     *
     * @param function name of the function, for the log
     * @return the threads that still work; they are recorded and logged
     */
    List<Finding> end(String function) {
        long before;
        synchronized (this) {
            running--;
            if (running > 0 || Thread.currentThread().isInterrupted()) {
                return List.of();
            }
            before = begun;
        }
        List<Finding> found = observe(function, before).stream().map(Worker::finding).toList();
        return record(found, before);
    }

    private synchronized boolean isQuiet(long before) {
        return begun == before;
    }

    private synchronized List<Finding> record(List<Finding> found, long before) {
        if (begun != before) {
            return List.of();
        }
        for (Finding finding : found) {
            LOG.error(
                    "unfinished_work function={} thread={} at={}",
                    finding.function,
                    finding.thread,
                    finding.at);
            if (findings.size() < MAX_FINDINGS) {
                findings.add(finding);
            }
        }
        return found;
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    private List<Worker> observe(String function, long before) {
        LockSupport.parkNanos(SETTLING.toNanos());
        long deadline = System.nanoTime() + GRACE.toNanos();
        List<Worker> workers = workers(function);
        while (!workers.isEmpty()
                && workers.stream().noneMatch(Worker::isWaiting)
                && isQuiet(before)
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            workers = workers(function);
        }
        return workers;
    }

    private List<Worker> workers(String function) {
        List<Worker> workers = new ArrayList<>();
        threads.stacks(oldestThread())
                .forEach(
                        (thread, stack) -> {
                            if (!thread.equals(Thread.currentThread())
                                    && !EXEMPT_THREADS.contains(thread.getName())) {
                                worker(function, thread, stack).ifPresent(workers::add);
                            }
                        });
        return workers;
    }

    private synchronized long oldestThread() {
        return firstThread;
    }

    /** Returns the thread as a worker; empty if no frame of its stack is the function's. */
    private Optional<Worker> worker(String function, Thread thread, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> loaderName.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(
                        frame ->
                                new Worker(
                                        new Finding(function, label(thread), place(frame)),
                                        thread.getState() != Thread.State.RUNNABLE
                                                || stack[0].isNativeMethod()));
    }

    private static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    private static String label(Thread thread) {
        return thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName();
    }
}
