package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;

/** Result of a model call: a reply or a failure. */
sealed interface CallResult {
    /**
     * Reply of a model.
     *
     * @param latencyMs time from request to reply, ms; that of the recording if it is recorded
     * @param isRecorded whether the reply was read from a recording, so that it cost nothing now
     */
    record Replied(ModelReply reply, long latencyMs, boolean isRecorded) implements CallResult {}

    /** Failure of a call, after the retries. */
    record Failed(ModelFailure failure) implements CallResult {}
}
