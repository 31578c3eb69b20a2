package com.ieltsaiprep.api.platform.dynamo;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Optimistic lock: reads an item, decides, and writes on the condition that the item is as it was
 * read; repeats all of it if another writer was faster.
 */
public final class OptimisticLock {
    private OptimisticLock() {}

    /**
     * Repeats an attempt at a conditional write, without a pause, until it causes no conflict.
     *
     * @param attempt reads, decides and writes; returns empty if its conditional write lost a race
     * @return the result of the first attempt without a conflict; empty if all had one
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
