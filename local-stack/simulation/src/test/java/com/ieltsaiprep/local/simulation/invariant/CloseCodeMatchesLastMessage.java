package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.DeviceOutcome;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I13: the close code of a connection matches its last message. It is 1000 only and at once after
 * {@code ended}, 4410 after the error that explains it, 1001 only from a draining node. A device
 * that keeps the protocol is never accused of breaking it. (The socket itself checks that no
 * message follows.)
 */
final class CloseCodeMatchesLastMessage implements SimulationObserver {
    private final Map<SimulatedSocket, ServerMessage> lastMessages = new HashMap<>();

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        if (lastMessages.put(socket, message) instanceof ServerMessage.Ended) {
            throw new InvariantViolation("I13", message + " after the end");
        }
    }

    @Override
    public void onSocketClosed(SimulatedSocket socket, CloseCode code) {
        ServerMessage lastMessage = lastMessages.get(socket);
        boolean isAllowed =
                switch (code) {
                    case NORMAL -> lastMessage instanceof ServerMessage.Ended;
                    case CAPSULE_REFUSED -> lastMessage instanceof ServerMessage.ProtocolError;
                    case GOING_AWAY -> socket.loop().node().isDraining();
                    case EXAMINER_UNAVAILABLE, TOO_SLOW, TAKEN_OVER -> true;
                    case INTERNAL_ERROR,
                            IDLE,
                            START_TIMEOUT,
                            PROTOCOL_ERROR,
                            INVALID_UTF8,
                            TOO_FAST,
                            TOO_BIG,
                            REVOKED,
                            BAD_MESSAGE ->
                            false;
                };
        if (!isAllowed) {
            throw new InvariantViolation("I13", code + " after " + lastMessage);
        }
    }

    @Override
    public void onTick(SimulatedSocket socket) {
        if (socket.isOpen() && lastMessages.get(socket) instanceof ServerMessage.Ended) {
            throw new InvariantViolation(
                    "I13", "open after the end: connection " + socket.number());
        }
    }

    @Override
    public void onDeviceDone(SimulatedDevice device, DeviceOutcome outcome) {
        if (outcome == DeviceOutcome.FATAL) {
            throw new InvariantViolation("I13", "a fatal close for device " + device.number());
        }
    }
}
