package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;

import java.time.Duration;

/** Model that marks: answers one request at a time, from several threads. */
public interface MarkingModel {
    /** Answer of a model. */
    sealed interface Answer {
        /** Reply. */
        record Replied(ModelReply reply) implements Answer {}

        /** Failure for good, after the adapter's own retries. */
        record Failed(ModelFailure failure) implements Answer {}

        /** No answer within the budget; the request may be repeated with another. */
        record OutOfTime() implements Answer {}
    }

    /**
     * Calls the model and waits for its answer.
     *
     * @param budget time for the call with its retries; positive
     */
    Answer ask(ModelRequest request, Duration budget);
}
