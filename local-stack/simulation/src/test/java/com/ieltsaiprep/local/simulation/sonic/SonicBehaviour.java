package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.local.model.Forms;
import com.ieltsaiprep.local.model.ModelSettings;
import com.ieltsaiprep.local.simulation.engine.DurationRange;

/**
 * Behaviour of the service on every stream of a run.
 *
 * @param openingDelay from the call to the response headers
 * @param thinkingTime from the end of the user's turn to the first word of the reply
 * @param inputWindow number of unprocessed events that the service accepts
 * @param deliversOnRequest whether events are delivered from within a request for them
 */
public record SonicBehaviour(
        ModelSettings model,
        DurationRange openingDelay,
        DurationRange thinkingTime,
        int inputWindow,
        boolean deliversOnRequest) {
    /** Returns this behaviour with other forms. */
    public SonicBehaviour with(Forms forms) {
        return new SonicBehaviour(
                model.with(forms), openingDelay, thinkingTime, inputWindow, deliversOnRequest);
    }
}
