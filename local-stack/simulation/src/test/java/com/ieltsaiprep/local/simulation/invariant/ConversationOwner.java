package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;

import org.jspecify.annotations.Nullable;

/** Owner of a conversation: an event loop, from the start or take-over to the end there. */
final class ConversationOwner {
    private final NodeEventLoop loop;
    private final String sessionId;
    private final @Nullable Capsule capsule;
    private SimulatedSocket socket;

    ConversationOwner(SimulatedSocket socket, @Nullable Capsule capsule) {
        this.loop = socket.loop();
        this.sessionId = socket.conversation().sessionId();
        this.socket = socket;
        this.capsule = capsule;
    }

    NodeEventLoop loop() {
        return loop;
    }

    String sessionId() {
        return sessionId;
    }

    /** Returns the capsule it was taken over with; null if it began here. */
    @Nullable Capsule capsule() {
        return capsule;
    }

    /** Returns the newest connection to the conversation. */
    SimulatedSocket socket() {
        return socket;
    }

    void reattach(SimulatedSocket to) {
        socket = to;
    }

    @Override
    public String toString() {
        return sessionId + " on " + loop;
    }
}
