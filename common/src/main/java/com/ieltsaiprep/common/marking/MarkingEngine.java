package com.ieltsaiprep.common.marking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Marking engine: decides which model calls mark a submission, checks their replies, and computes
 * the bands. Does no I/O; thread-safe.
 */
public final class MarkingEngine {
    private final RequestWriter requests;
    private final Assessor assessor;
    private final boolean second;

    /** Creates an engine that marks with the models of a configuration. */
    public MarkingEngine(MarkingConfig config) {
        requests = new RequestWriter(PromptLibrary.load(), config);
        assessor = new Assessor(config);
        second = config.secondModel().isPresent();
    }

    /** Returns the state of a marking that has not begun. */
    public MarkingState begin(Submission submission) {
        return new MarkingState(submission, Map.of());
    }

    /**
     * Returns every request that may run now, in any order and at once: those that have neither a
     * reply nor a failure, and the repairs of invalid replies. Empty if nothing is left to ask.
     */
    public List<ModelRequest> next(MarkingState state) {
        List<ModelRequest> outstanding = new ArrayList<>();
        for (TaskPlan plan : state.plans()) {
            for (MarkingCall call : plan.calls(second)) {
                switch (state.outcome(call).orElse(null)) {
                    case null -> outstanding.add(requests.first(call, plan));
                    case CallOutcome.Invalid(ReplyFault fault) ->
                            outstanding.add(requests.repair(call, plan, fault));
                    case CallOutcome.Marked _, CallOutcome.Advised _, CallOutcome.Unanswered _ -> {}
                }
            }
        }
        return List.copyOf(outstanding);
    }

    /**
     * Returns the state after a reply. An invalid reply leads to one repair request; a reply to a
     * request that is not outstanding changes nothing.
     *
     * @param requestId the request's {@link ModelRequest#id}
     */
    public MarkingState replied(MarkingState state, String requestId, ModelReply reply) {
        for (TaskPlan plan : state.plans()) {
            for (MarkingCall call : plan.calls(second)) {
                if (isOutstanding(state, call, requestId)) {
                    CallOutcome outcome = ReplyCheck.of(call, reply, plan.ownWords(call.version()));
                    return state.with(call, afterReply(outcome, state.outcome(call).isPresent()));
                }
            }
        }
        return state;
    }

    private static CallOutcome afterReply(CallOutcome outcome, boolean repaired) {
        return outcome instanceof CallOutcome.Invalid(ReplyFault fault)
                        && (repaired || !fault.isRepairable())
                ? new CallOutcome.Unanswered()
                : outcome;
    }

    /**
     * Returns the state after a call that failed for good; the request is not repeated.
     *
     * @param requestId the request's {@link ModelRequest#id}
     * @param failure kind of the failure, which makes no difference to the marks
     */
    public MarkingState failed(MarkingState state, String requestId, ModelFailure failure) {
        for (TaskPlan plan : state.plans()) {
            for (MarkingCall call : plan.calls(second)) {
                if (isOutstanding(state, call, requestId)) {
                    return state.with(call, new CallOutcome.Unanswered());
                }
            }
        }
        return state;
    }

    private static boolean isOutstanding(MarkingState state, MarkingCall call, String requestId) {
        return switch (state.outcome(call).orElse(null)) {
            case null -> requestId.equals(call.id());
            case CallOutcome.Invalid _ -> requestId.equals(call.repairId());
            case CallOutcome.Marked _, CallOutcome.Advised _, CallOutcome.Unanswered _ -> false;
        };
    }

    /** Returns the result that the present replies allow. */
    public Assessment assess(MarkingState state) {
        return assessor.assess(state);
    }
}
