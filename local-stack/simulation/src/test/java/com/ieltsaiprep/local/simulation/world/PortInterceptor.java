package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;

/** Interceptor between the core and its ports, to plant a bug there. */
public interface PortInterceptor {
    /** Interceptor that changes nothing. */
    PortInterceptor NONE =
            new PortInterceptor() {
                @Override
                public String toString() {
                    return "NONE";
                }
            };

    /** Wraps the Sonic port of an event loop. */
    default SonicPort interceptSonic(SonicPort port) {
        return port;
    }

    /** Wraps the port to a device. */
    default ClientPort interceptClient(ClientPort port) {
        return port;
    }
}
