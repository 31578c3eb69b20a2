package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Marking;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.assessment.StoredAssessment;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.writing.MarkingDriver.Progress;
import com.ieltsaiprep.api.writing.MarkingLog.Run;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.MarkingState;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Marking by an asynchronous invocation, from where a request has handed it over. Idempotent: an
 * event that arrives again, or too late, changes nothing. If it throws, Lambda sends the event
 * again.
 */
final class ContinuedMarking {
    /** Time before the lapse in which the result is saved. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MarkingEngine engine;
    private final MarkingDriver driver;
    private final MarkingFinish finish;
    private final HandOvers handOvers;
    private final Assessments assessments;
    private final Tools tools;

    /**
     * Clocks, log and limits.
     *
     * @param limit time for which an invocation marks
     * @param sleep waits for a time
     */
    record Tools(
            MonotonicClock elapsed,
            InstantSource clock,
            MarkingLog log,
            Duration limit,
            Consumer<Duration> sleep) {}

    ContinuedMarking(
            MarkingEngine engine,
            MarkingDriver driver,
            MarkingFinish finish,
            HandOvers handOvers,
            Assessments assessments,
            Tools tools) {
        this.engine = engine;
        this.driver = driver;
        this.finish = finish;
        this.handOvers = handOvers;
        this.assessments = assessments;
        this.tools = tools;
    }

    /** Continues a marking, and saves its result, with what replies there are at the deadline. */
    void run(HandOver handOver) {
        long startedUs = tools.elapsed().nowUs();
        Optional<StoredAssessment> marking =
                assessments
                        .current(handOver.key())
                        .filter(it -> isOf(handOver, it))
                        .flatMap(it -> assessments.extend(it, handOver.until()));
        if (marking.isEmpty()) {
            end("superseded", startedUs, MarkingUsage.NONE);
            return;
        }
        Optional<MarkingState> state = handOvers.open(handOver);
        Duration left = Duration.between(tools.clock().instant(), handOver.until().minus(MARGIN));
        if (state.isEmpty() || !left.isPositive()) {
            assessments.fail(marking.get(), Reason.LAPSED);
            end(state.isEmpty() ? "unreadable" : "lapsed", startedUs, MarkingUsage.NONE);
            return;
        }
        Duration limit = left.compareTo(tools.limit()) < 0 ? left : tools.limit();
        Progress progress = driver.drive(engine, state.get(), startedUs + limit.toNanos() / 1_000);
        Optional<StoredAssessment> stored =
                save(marking.get(), progress.state(), handOver.until().minus(PAUSE));
        end(MarkingLog.outcome(stored), startedUs, progress.usage());
    }

    private static boolean isOf(HandOver handOver, StoredAssessment assessment) {
        return assessment.status() instanceof Marking
                && assessment.markingId().equals(handOver.markingId());
    }

    /** Repeats a save that the database does not take, until shortly before the lapse. */
    private Optional<StoredAssessment> save(
            StoredAssessment marking, MarkingState state, Instant until) {
        while (true) {
            try {
                return finish.save(marking, state);
            } catch (DatabaseUnavailableException e) {
                if (!tools.clock().instant().plus(PAUSE).isBefore(until)) {
                    throw e;
                }
                tools.sleep().accept(PAUSE);
            }
        }
    }

    private void end(String outcome, long startedUs, MarkingUsage usage) {
        tools.log().ended(Run.CONTINUED, outcome, startedUs, usage);
    }
}
