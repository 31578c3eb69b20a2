package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

/**
 * Model call: a request of a marking and its result.
 *
 * @param wave number of the round of concurrent requests, from 1; later rounds are repairs
 */
record ModelCall(ModelRequest request, CallResult result, int wave) {
    boolean isRepair() {
        return wave > 1;
    }

    /** Returns the time that the call took, ms; 0 if it failed. */
    long latencyMs() {
        return switch (result) {
            case CallResult.Replied replied -> replied.latencyMs();
            case CallResult.Failed _ -> 0;
        };
    }
}
