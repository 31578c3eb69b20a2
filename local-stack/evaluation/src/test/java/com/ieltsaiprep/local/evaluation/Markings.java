package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Item markings of a Task 2, with bands that a test chooses. */
final class Markings {
    private Markings() {}

    /** Returns a marking in which machine and marker gave one band to all that they marked. */
    static ItemMarking of(String id, double machine, double human) {
        return of(id, new MachineBand(machine, machine, machine), human, List.of());
    }

    static ItemMarking of(String id, MachineBand band, double human, List<String> reasons) {
        MarkedItem item =
                new MarkedItem(
                        id,
                        MarkedItem.submissionOf(
                                ExamModule.ACADEMIC_WRITING,
                                new TaskAnswer(WritingTask.TASK_2, "P?", new Essay("Words."))),
                        Map.of("l1", "x"),
                        List.of(
                                new HumanMark(
                                        "A",
                                        Optional.of(human),
                                        Map.of(Criterion.LEXICAL_RESOURCE, human))));
        return new ItemMarking(
                item,
                new MachineMark(
                        OptionalDouble.of(band.band()),
                        Map.of(Criterion.LEXICAL_RESOURCE, band),
                        reasons,
                        Map.of("words", 1.0),
                        List.of(),
                        "1"),
                List.of());
    }

    static ModelRequest request(String id, String user) {
        return new ModelRequest(id, "m", "system", user, "tool", Map.of("type", "object"), 100);
    }

    static CallResult.Replied replied(long latencyMs) {
        return new CallResult.Replied(
                new ModelReply("tool_use", List.of(), 1_000, 500), latencyMs, false);
    }
}
