package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.writing.MarkingModel.Answer;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.MarkingState;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Driver of markings: runs up to eight requests of the engine at once, on virtual threads. When it
 * returns none of them runs any more, since Lambda freezes the process after the response.
 */
final class MarkingDriver {
    static final int MAX_CALLS = 8;

    private final MarkingModel model;
    private final MonotonicClock clock;

    /**
     * State of a marking when it has ended or its time was up.
     *
     * @param isFinished whether no request is left for which there was no time
     */
    record Progress(MarkingState state, boolean isFinished, MarkingUsage usage) {
        private Progress outOfTime() {
            return new Progress(state, false, usage);
        }
    }

    /**
     * Answered request.
     *
     * @param answer returns the answer, or throws what the model threw
     */
    private record Answered(String requestId, Supplier<Answer> answer) {}

    MarkingDriver(MarkingModel model, MonotonicClock clock) {
        this.model = model;
        this.clock = clock;
    }

    /**
     * Drives a marking until it is finished.
     *
     * @param deadlineUs reading of the monotonic clock at which to return in any case
     */
    Progress drive(MarkingEngine engine, MarkingState begun, long deadlineUs) {
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return drive(engine, begun, deadlineUs, calls);
        } finally {
            calls.shutdownNow();
            calls.close();
        }
    }

    private Progress drive(
            MarkingEngine engine, MarkingState begun, long deadlineUs, ExecutorService calls) {
        Progress progress = new Progress(begun, true, MarkingUsage.NONE);
        BlockingQueue<Answered> answers = new ArrayBlockingQueue<>(MAX_CALLS);
        Set<String> running = new HashSet<>();
        while (true) {
            if (progress.isFinished()) {
                for (ModelRequest request : engine.next(progress.state())) {
                    if (running.size() < MAX_CALLS && running.add(request.id())) {
                        calls.execute(() -> answers.add(ask(request, deadlineUs)));
                    }
                }
            }
            if (running.isEmpty()) {
                return progress;
            }
            Answered answered = poll(answers, deadlineUs);
            if (answered == null) {
                return progress.outOfTime();
            }
            running.remove(answered.requestId());
            progress = next(engine, progress, answered);
        }
    }

    private static Progress next(MarkingEngine engine, Progress before, Answered answered) {
        String id = answered.requestId();
        return switch (answered.answer().get()) {
            case Answer.Replied(ModelReply reply) ->
                    new Progress(
                            engine.replied(before.state(), id, reply),
                            before.isFinished(),
                            before.usage().with(reply));
            case Answer.Failed(ModelFailure failure) ->
                    new Progress(
                            engine.failed(before.state(), id, failure),
                            before.isFinished(),
                            before.usage().with(failure));
            case Answer.OutOfTime() -> before.outOfTime();
        };
    }

    private Answered ask(ModelRequest request, long deadlineUs) {
        try {
            long leftUs = deadlineUs - clock.nowUs();
            Answer answer =
                    leftUs <= 0
                            ? new Answer.OutOfTime()
                            : model.ask(request, Duration.of(leftUs, ChronoUnit.MICROS));
            return new Answered(request.id(), () -> answer);
        } catch (RuntimeException e) {
            return new Answered(
                    request.id(),
                    () -> {
                        throw e;
                    });
        }
    }

    private @Nullable Answered poll(BlockingQueue<Answered> answers, long deadlineUs) {
        try {
            return answers.poll(deadlineUs - clock.nowUs(), TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a marking ran", e);
        }
    }
}
