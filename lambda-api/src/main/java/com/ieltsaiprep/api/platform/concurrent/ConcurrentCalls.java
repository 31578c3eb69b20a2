package com.ieltsaiprep.api.platform.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Runner of two blocking calls at the same time, which together take as long as the slower one.
 * Neither call continues after the method has returned, since Lambda freezes the process after the
 * response.
 */
public final class ConcurrentCalls {
    private ConcurrentCalls() {}

    /**
     * Runs two blocking calls at once, the second on a virtual thread, and passes both results to
     * {@code next}. The method returns or throws only when both calls have ended.
     *
     * @param next called when the first call has succeeded, with its result and a supplier that
     *     waits for the second call and returns its result or throws its exception
     * @throws RuntimeException what the first call or {@code next} threw
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
