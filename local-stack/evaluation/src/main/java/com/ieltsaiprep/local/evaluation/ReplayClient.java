package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

/** Model client that answers from recorded replies only: offline and at no cost. */
final class ReplayClient implements ModelClient {
    private final RecordedReplies recorded;

    ReplayClient(RecordedReplies recorded) {
        this.recorded = recorded;
    }

    @Override
    public CallResult call(ModelRequest request, int run) {
        return recorded.find(RequestHash.of(request), run)
                .orElseThrow(
                        () ->
                                new EvaluationException(
                                        ("no reply to request %s of run %d to %s is recorded: set,"
                                                        + " model, number of runs or prompts differ"
                                                        + " from those of the recording")
                                                .formatted(request.id(), run, request.model())));
    }
}
