package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.simulation.engine.DurationRange;
import com.ieltsaiprep.local.simulation.engine.RandomStream;

import java.util.List;

/**
 * Profile of the examiner: when it ends the interview, and how long its sentences are.
 *
 * @param repliesBeforeFinish number of replies before it calls the tool that ends the interview,
 *     and again if refused
 * @param toolCalls calls in their order; none if it forgets
 * @param sentenceLength duration of a sentence
 */
public record ExaminerProfile(
        int repliesBeforeFinish, List<Examiner.ToolCall> toolCalls, DurationRange sentenceLength) {
    private static final Examiner.ToolCall FINISH =
            new Examiner.ToolCall(Interview.FINISH_PART, "{\"notes\":\"speaks clearly\"}");
    private static final Examiner.ToolCall MALFORMED =
            new Examiner.ToolCall(Interview.FINISH_PART, "{\"notes");
    private static final Examiner.ToolCall UNKNOWN = new Examiner.ToolCall("make_tea", "{}");

    static ExaminerProfile sample(RandomStream random) {
        return new ExaminerProfile(
                random.pick(List.of(0, 8, 15, 30)),
                random.pick(
                        List.of(
                                List.of(FINISH),
                                List.of(FINISH),
                                List.of(FINISH, FINISH),
                                List.of(MALFORMED, FINISH),
                                List.of(UNKNOWN),
                                List.of())),
                random.nextBoolean(0.9)
                        ? new DurationRange(400, 5_000)
                        : new DurationRange(2_000, 30_000));
    }
}
