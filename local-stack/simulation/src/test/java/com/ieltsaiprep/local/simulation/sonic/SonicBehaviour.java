package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.local.simulation.engine.DurationRange;

/**
 * Behaviour of the service on every stream of a run.
 *
 * @param openingDelay from the call to the response headers
 * @param thinkingTime from the end of the user's turn to the first word of the reply
 * @param endpointingMs silence that ends the user's turn, ms
 * @param bargeInSignal form in which an interruption is signalled
 * @param generationSpeed generated audio per real time
 * @param chunkMs length of one audio event, ms
 * @param inputWindow number of unprocessed events that the service accepts
 * @param truncatesReplies whether the last sentence of each reply breaks off
 * @param deliversOnRequest whether events are delivered from within a request for them
 * @param maxStreamMs maximum duration of a stream, ms
 * @param idleTimeoutMs time without input that ends a stream, ms
 */
public record SonicBehaviour(
        DurationRange openingDelay,
        DurationRange thinkingTime,
        int endpointingMs,
        BargeInSignal bargeInSignal,
        double generationSpeed,
        int chunkMs,
        int inputWindow,
        boolean truncatesReplies,
        boolean deliversOnRequest,
        int maxStreamMs,
        int idleTimeoutMs) {}
