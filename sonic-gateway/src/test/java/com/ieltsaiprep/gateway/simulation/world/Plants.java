package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.SonicPort;

/** Where a bug can be planted: between the core and its ports. */
public interface Plants {
    /** No bug. */
    Plants NONE =
            new Plants() {
                @Override
                public String toString() {
                    return "NONE";
                }
            };

    /** The way to Sonic of an event loop. */
    default SonicPort sonic(SonicPort port) {
        return port;
    }

    /** The way to a device. */
    default ClientPort client(ClientPort port) {
        return port;
    }
}
