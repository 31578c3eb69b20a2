package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Voice;

import io.vertx.core.Vertx;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Shared context of a stand-in's streams.
 *
 * @param script returns the current script, looked up when a stream opens
 * @param streams the open ones; each removes itself at its end
 */
record StandInContext(
        Vertx vertx,
        SonicStandIn.Config config,
        Voice voice,
        TranscriptGenerator transcripts,
        Supplier<Script> script,
        Set<StandInStream> streams) {}
