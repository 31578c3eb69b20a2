package com.ieltsaiprep.local.api;

import com.ieltsaiprep.local.wire.FaultQueue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Records of the Lambda stand-in: injected faults, events that wait for their delivery, and the
 * newest thousand attempts, without their payload. Thread-safe.
 */
final class InvocationRecords {
    private static final int MAX_ATTEMPTS = 1_000;

    private final FaultQueue<InvocationFault> faults = new FaultQueue<>();
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private int pending;

    /**
     * Attempt to process an event.
     *
     * @param id request id, the same for all attempts
     * @param type {@code RequestResponse} or {@code Event}
     * @param number 1 for the first attempt
     * @param outcome name of the outcome, or {@code Discarded} for an event that is not tried again
     */
    record Attempt(
            String region, String function, String id, String type, int number, String outcome) {}

    /** Report of the control port: number of accepted events that are not done, and attempts. */
    record Report(int pending, List<Attempt> attempts) {}

    FaultQueue<InvocationFault> faults() {
        return faults;
    }

    synchronized void add(Attempt attempt) {
        if (attempts.size() == MAX_ATTEMPTS) {
            attempts.removeFirst();
        }
        attempts.addLast(attempt);
    }

    /** Counts an accepted event that waits or is processed, or with -1 one that is done. */
    synchronized void addPending(int change) {
        pending += change;
    }

    synchronized Report report() {
        return new Report(pending, List.copyOf(attempts));
    }

    synchronized void clearAttempts() {
        attempts.clear();
    }
}
