package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.port.SonicPort;

import io.vertx.core.Context;

/** Factory of the ports to Nova Sonic, one for each event loop. */
@FunctionalInterface
interface SonicPortFactory extends AutoCloseable {
    /** Creates the port of an event loop; called once for each, on it. */
    SonicPort forLoop(Context context);

    /** Closes the shared resources; blocks. Called once, when no conversation is left. */
    @Override
    default void close() {}
}
