package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.SonicPort;

import io.vertx.core.Context;

/** Makes the way to Nova Sonic of one event loop. */
@FunctionalInterface
interface SonicPorts {
    /** Called once for each event loop, on it. */
    SonicPort forLoop(Context context);
}
