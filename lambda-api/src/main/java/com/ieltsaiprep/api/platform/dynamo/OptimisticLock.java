package com.ieltsaiprep.api.platform.dynamo;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Optimistic lock: reads an item, decides, and writes on the condition that the item has not
 * changed since it was read; starts again if another writer has changed it.
 */
public final class OptimisticLock {
    private OptimisticLock() {}

    /**
     * Repeats an attempt at a conditional write, without a pause, until it succeeds.
     *
     * @param attempt reads, decides and writes; returns empty if the condition of the write failed
     * @return the result of the attempt that succeeded; empty if {@code maxAttempts} have failed
     */
    public static <T> Optional<T> retry(int maxAttempts, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < maxAttempts; i++) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }
}
