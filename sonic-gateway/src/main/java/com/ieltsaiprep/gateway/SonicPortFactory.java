package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.SonicPort;

import io.vertx.core.Context;

/** Makes the way to Nova Sonic of one event loop. */
@FunctionalInterface
interface SonicPortFactory extends AutoCloseable {
    /** Called once for each event loop, on it. */
    SonicPort forLoop(Context context);

    /** Closes what all of them share; blocks. Called once, when no conversation is left. */
    @Override
    default void close() {}
}
