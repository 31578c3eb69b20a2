package com.ieltsaiprep.api.platform.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

@Timeout(20)
class ConcurrentCallsTest {
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runsTwoCallsConcurrently() {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<String> call =
                () -> {
                    both.countDown();
                    await(both);
                    return Thread.currentThread().isVirtual() ? "virtual" : "own";
                };

        String threads = ConcurrentCalls.both(call, call, (one, two) -> one + " " + two.get());

        assertThat(threads).isEqualTo("own virtual");
    }

    @Test
    void returnsBeforeSecondCallCompletes() {
        CountDownLatch continued = new CountDownLatch(1);

        String result =
                ConcurrentCalls.both(
                        () -> "first",
                        () -> {
                            await(continued);
                            return "second";
                        },
                        (one, two) -> {
                            continued.countDown();
                            return one + two.get();
                        });

        assertThat(result).isEqualTo("firstsecond");
    }

    @Test
    void throwsFailureOfFirstCallAfterSecondCompletes() {
        RuntimeException failure = new IllegalStateException("first");
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Supplier<String> first =
                () -> {
                    throw failure;
                };
        Supplier<String> second =
                () -> {
                    while (caller.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    ended.set(true);
                    throw new IllegalStateException("second");
                };

        assertThatThrownBy(() -> ConcurrentCalls.both(first, second, (_, two) -> two.get()))
                .isSameAs(failure);
        assertThat(ended).isTrue();
    }

    @Test
    void throwsFailureOfSecondCallWhenResultIsRequested() {
        RuntimeException failure = new IllegalStateException();
        Error error = new StackOverflowError();

        assertThatThrownBy(
                        () ->
                                ConcurrentCalls.both(
                                        () -> 1,
                                        () -> {
                                            throw failure;
                                        },
                                        (_, two) -> two.get()))
                .isSameAs(failure);
        assertThatThrownBy(
                        () ->
                                ConcurrentCalls.both(
                                        () -> 1,
                                        () -> {
                                            throw error;
                                        },
                                        (_, two) -> two.get()))
                .isSameAs(error);
    }

    @Test
    void ignoresFailureOfSecondCallWithUnusedResult() {
        Supplier<String> second =
                () -> {
                    throw new IllegalStateException();
                };

        String result = ConcurrentCalls.both(() -> "first", second, (one, _) -> one);

        assertThat(result).isEqualTo("first");
    }
}
