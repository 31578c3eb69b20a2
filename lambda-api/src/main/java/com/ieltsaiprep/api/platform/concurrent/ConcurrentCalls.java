package com.ieltsaiprep.api.platform.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Concurrent blocking calls: two that do not depend on each other take the time of the slower one.
 * Nothing outlives the method, since Lambda freezes the process after its answer.
 */
public final class ConcurrentCalls {
    private ConcurrentCalls() {}

    /**
     * Runs two calls at once, the second on a virtual thread, and continues with both results. It
     * returns or throws only when both calls have ended.
     *
     * @param next continues if the first call has succeeded; its supplier waits for the second
     *     call, and returns or throws what that did
     * @throws RuntimeException what the first call or the continuation threw
     */
    public static <A, B, R> R both(
            Supplier<A> first, Supplier<B> second, BiFunction<A, Supplier<B>, R> next) {
        CompletableFuture<B> other =
                CompletableFuture.supplyAsync(second, task -> Thread.ofVirtual().start(task));
        try {
            return next.apply(first.get(), () -> join(other));
        } finally {
            other.handle((_, _) -> true).join();
        }
    }

    private static <B> B join(CompletableFuture<B> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
