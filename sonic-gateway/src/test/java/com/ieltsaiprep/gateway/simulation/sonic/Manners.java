package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.simulation.engine.Span;

/**
 * How the service behaves on every stream of a world.
 *
 * @param opening from the call to the response headers
 * @param thinking from the end of the user's turn to Maya's first word
 * @param pauseMs of silence that ends the user's turn
 * @param bargeIn how she tells that she was interrupted
 * @param generation how many times faster than real time she speaks
 * @param chunkMs of one event of audio
 * @param window how many events the service takes before it has dealt with them
 * @param breaksOff whether the last sentence of each reply stops in mid-word
 * @param eager whether events come from within a request for them
 * @param lifeMs of a stream
 * @param idleMs without input that end a stream
 */
public record Manners(
        Span opening,
        Span thinking,
        int pauseMs,
        BargeIn bargeIn,
        double generation,
        int chunkMs,
        int window,
        boolean breaksOff,
        boolean eager,
        int lifeMs,
        int idleMs) {}
