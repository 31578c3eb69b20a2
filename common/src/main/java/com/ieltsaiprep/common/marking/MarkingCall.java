package com.ieltsaiprep.common.marking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Marking call: one question to a model, about one criterion or for the feedback.
 *
 * @param criterion the criterion; empty for the feedback
 * @param second whether the second model is asked
 */
record MarkingCall(
        WritingTask task,
        Optional<Criterion> criterion,
        EssayVersion version,
        boolean second,
        Framing framing) {
    private static final String REPAIR = ".repair";

    /** Returns the calls of a task: each criterion for each version, and the feedback. */
    static List<MarkingCall> of(WritingTask task, List<EssayVersion> versions, boolean second) {
        List<MarkingCall> calls = new ArrayList<>();
        for (EssayVersion version : versions) {
            for (Criterion criterion : task.criteria()) {
                calls.addAll(opinions(task, criterion, version, second));
            }
        }
        calls.add(
                new MarkingCall(
                        task, Optional.empty(), versions.getLast(), false, Framing.DESCENDING));
        return List.copyOf(calls);
    }

    /** Returns the calls whose mean is the band of a criterion, for one version of the essay. */
    static List<MarkingCall> opinions(
            WritingTask task, Criterion criterion, EssayVersion version, boolean second) {
        Optional<Criterion> subject = Optional.of(criterion);
        List<MarkingCall> calls = new ArrayList<>();
        for (Framing framing : Framing.values()) {
            calls.add(new MarkingCall(task, subject, version, false, framing));
        }
        if (second) {
            calls.add(new MarkingCall(task, subject, version, true, Framing.DESCENDING));
        }
        return calls;
    }

    /** Returns the id of the call's first request. */
    String id() {
        return String.join(
                ".",
                task.id(),
                criterion.map(Criterion::id).orElse("feedback"),
                version.id(),
                second ? "second" : "first",
                framing.id());
    }

    /** Returns the id of the request that repairs an invalid reply. */
    String repairId() {
        return id() + REPAIR;
    }
}
