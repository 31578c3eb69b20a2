package com.ieltsaiprep.common.marking;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Marking state: a submission and the outcomes of its model calls so far. Immutable; may be sealed,
 * handed over and resumed.
 */
public final class MarkingState {
    private final Submission submission;
    private final List<TaskPlan> plans;
    private final Map<String, CallOutcome> outcomes;

    MarkingState(Submission submission, Map<String, CallOutcome> outcomes) {
        this(submission, TaskPlan.of(submission), outcomes);
    }

    private MarkingState(
            Submission submission, List<TaskPlan> plans, Map<String, CallOutcome> outcomes) {
        this.submission = submission;
        this.plans = plans;
        this.outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    /** Returns the submission that is marked. */
    public Submission submission() {
        return submission;
    }

    List<TaskPlan> plans() {
        return plans;
    }

    Map<String, CallOutcome> outcomes() {
        return outcomes;
    }

    Optional<CallOutcome> outcome(MarkingCall call) {
        return Optional.ofNullable(outcomes.get(call.id()));
    }

    MarkingState with(MarkingCall call, CallOutcome outcome) {
        Map<String, CallOutcome> changed = new TreeMap<>(outcomes);
        changed.put(call.id(), outcome);
        return new MarkingState(submission, plans, changed);
    }

    /** Returns the state as JSON text, with the essays: only to be sealed or kept in memory. */
    public String toJson() {
        return MarkingStateCodec.write(this);
    }

    /**
     * Returns the state that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is no state; the message does not quote it
     */
    public static MarkingState parse(String json) {
        return MarkingStateCodec.read(json);
    }

    /** Returns the module and the number of outcomes only, never the texts. */
    @Override
    public String toString() {
        return "MarkingState[%s, %d outcomes]".formatted(submission.module(), outcomes.size());
    }
}
