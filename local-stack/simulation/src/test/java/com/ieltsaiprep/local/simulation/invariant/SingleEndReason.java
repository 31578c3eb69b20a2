package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I10 and I11: a conversation has one end reason. Each owner finishes it at most once, and every
 * connection is told the same reason, or that it is over; a skipped test ends as skipped. (One mark
 * per test, and minutes, will be checked here once there are any.)
 */
final class SingleEndReason implements SimulationObserver {
    private final OwnershipTracker ownership;
    private final Map<ConversationOwner, Boolean> finished = new HashMap<>();
    private final Map<String, EndReason> reasons = new HashMap<>();
    private final Map<String, EndReason> requestedReasons = new HashMap<>();

    SingleEndReason(OwnershipTracker ownership) {
        this.ownership = ownership;
    }

    @Override
    public void onConversationFinishing(NodeEventLoop loop, String sessionId) {
        ConversationOwner owner = ownership.ownerAt(loop, sessionId);
        if (owner == null || finished.put(owner, true) != null) {
            throw new InvariantViolation("I10", "finished twice: " + owner);
        }
    }

    @Override
    public void onClientMessage(SimulatedSocket socket, ClientMessage message) {
        if (message instanceof ClientMessage.End(boolean skipped)) {
            String sessionId = socket.conversation().sessionId();
            requestedReasons.putIfAbsent(sessionId, skipped ? EndReason.SKIPPED : EndReason.CLIENT);
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Ended(EndReason reason) && reason != EndReason.OVER) {
            String sessionId = socket.conversation().sessionId();
            EndReason before = reasons.putIfAbsent(sessionId, reason);
            if (before != null && before != reason) {
                throw new InvariantViolation(
                        "I10", sessionId + " ended as " + before + ", then " + reason);
            }
            if (reason != EndReason.EXAMINER && reason != requestedReasons.get(sessionId)) {
                throw new InvariantViolation("I11", sessionId + " ended as " + reason);
            }
        }
    }
}
