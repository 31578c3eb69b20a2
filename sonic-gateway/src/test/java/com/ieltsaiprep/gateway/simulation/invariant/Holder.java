package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Socket;

import org.jspecify.annotations.Nullable;

/** A conversation as one event loop has it, from its start or take-over to its end there. */
final class Holder {
    private final GatewayLoop loop;
    private final String session;
    private final @Nullable Capsule capsule;
    private Socket socket;

    Holder(Socket socket, @Nullable Capsule capsule) {
        this.loop = socket.loop();
        this.session = socket.session().identity().sessionId();
        this.socket = socket;
        this.capsule = capsule;
    }

    GatewayLoop loop() {
        return loop;
    }

    String session() {
        return session;
    }

    /** What it was taken over with; null if it began here. */
    @Nullable Capsule capsule() {
        return capsule;
    }

    /** The newest connection to it. */
    Socket socket() {
        return socket;
    }

    void reattached(Socket to) {
        socket = to;
    }

    @Override
    public String toString() {
        return session + " on " + loop;
    }
}
