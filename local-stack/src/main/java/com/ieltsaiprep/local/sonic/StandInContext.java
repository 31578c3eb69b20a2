package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Voice;

import io.vertx.core.Vertx;

import java.util.Set;
import java.util.function.Supplier;

/**
 * What all streams of a stand-in share.
 *
 * @param script the one in force, looked up when a stream opens
 * @param open the streams that are open; each removes itself at its end
 */
record StandInContext(
        Vertx vertx,
        SonicStandIn.Config config,
        Voice voice,
        TranscriptGenerator words,
        Supplier<Script> script,
        Set<StandInStream> open) {}
