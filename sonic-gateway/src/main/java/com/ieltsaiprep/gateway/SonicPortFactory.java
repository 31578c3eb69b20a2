package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.port.SonicPort;

import io.vertx.core.Context;

/** Factory of the ports to Nova Sonic, one for each event loop. */
@FunctionalInterface
interface SonicPortFactory extends AutoCloseable {
    /**
     * Creates the port through which the conversations of one event loop open streams to Nova
     * Sonic. Called once for each event loop, on that loop.
     *
     * @param context Vert.x context of the event loop
     */
    SonicPort forLoop(Context context);

    /**
     * Closes the connections and other resources that the created ports share. Blocks, so it must
     * not be called on an event loop. Called once, when no conversation is left; does nothing by
     * default.
     */
    @Override
    default void close() {}
}
