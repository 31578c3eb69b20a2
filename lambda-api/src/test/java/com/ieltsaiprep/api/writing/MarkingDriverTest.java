package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.ieltsaiprep.api.writing.MarkingDriver.Progress;
import com.ieltsaiprep.api.writing.MarkingModel.Answer;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.MarkingState;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.Submission;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

final class MarkingDriverTest {
    private static final long LONG_US = 20_000_000;

    private final FakeMarker model = new FakeMarker();
    private final MarkingEngine engine = new WritingModels(model, "m", Optional.of("n")).engine();
    private final MarkingDriver driver = new MarkingDriver(model, MarkingDriverTest::nowUs);
    private final MarkingState begun =
            engine.begin(
                    new Submission(
                            ExamModule.GENERAL_WRITING,
                            List.of(
                                    new TaskAnswer(
                                            WritingTask.GENERAL_TASK_1,
                                            "Write a letter.",
                                            Essay.of(WritingTexts.LETTER)),
                                    new TaskAnswer(
                                            WritingTask.TASK_2,
                                            WritingTexts.PROMPT,
                                            Essay.of(WritingTexts.ESSAY)))));

    private static long nowUs() {
        return System.nanoTime() / 1_000;
    }

    private Progress drive(long limitUs) {
        return driver.drive(engine, begun, nowUs() + limitUs);
    }

    @Test
    void runsEightCallsAtOnceUntilNothingIsLeft() {
        CountDownLatch eight = new CountDownLatch(MarkingDriver.MAX_CALLS);
        model.answer(
                request -> {
                    eight.countDown();
                    try {
                        eight.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return model.mark(request);
                });

        Progress progress = drive(LONG_US);

        assertThat(progress.isFinished()).isTrue();
        assertThat(progress.usage().replies()).isEqualTo(2 * 13);
        assertThat(model.mostRunning()).isEqualTo(MarkingDriver.MAX_CALLS);
        assertThat(engine.assess(progress.state()).isMarked()).isTrue();
    }

    @Test
    void endsAllCallsAtDeadline() {
        model.hold();

        Progress progress = drive(100_000);

        assertThat(progress.isFinished()).isFalse();
        assertThat(progress.usage()).isEqualTo(MarkingUsage.NONE);
        assertThat(model.running()).isZero();
        assertThat(engine.next(progress.state())).hasSize(2 * 13);
    }

    @Test
    void keepsRepliesThatCameInTime() {
        model.answer(
                request ->
                        request.tool().equals("give_feedback")
                                ? new Answer.OutOfTime()
                                : model.mark(request));

        Progress progress = drive(LONG_US);

        assertThat(progress.isFinished()).isFalse();
        assertThat(progress.usage().replies()).isPositive();
        model.recover();
        assertThat(driver.drive(engine, progress.state(), nowUs() + LONG_US).isFinished()).isTrue();
    }

    @Test
    void asksNothingWithoutTime() {
        assertThat(drive(-1).isFinished()).isFalse();
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void recordsFailures() {
        model.fail(ModelFailure.THROTTLED);

        Progress progress = drive(LONG_US);

        assertThat(progress.isFinished()).isTrue();
        assertThat(progress.usage().failures()).containsEntry(ModelFailure.THROTTLED, 2 * 13);
        assertThat(engine.assess(progress.state()).isMarked()).isFalse();
    }

    @Test
    void throwsFaultOfModelAfterAllCallsHaveEnded() {
        model.answer(
                _ -> {
                    throw new IllegalStateException("a bug");
                });

        assertThatIllegalStateException().isThrownBy(() -> drive(LONG_US));
        assertThat(model.running()).isZero();
    }
}
