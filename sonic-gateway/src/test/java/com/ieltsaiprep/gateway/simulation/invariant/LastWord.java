package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Outcome;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.HashMap;
import java.util.Map;

/**
 * I13: every connection has one last word, and the right one: 1000 only and at once after {@code
 * ended}, 4410 after the error that says why, 1001 only from a node that goes. A device that keeps
 * the protocol is never told that it broke it. (That nothing follows, the socket checks itself.)
 */
final class LastWord implements Witness {
    private final Map<Socket, ServerMessage> last = new HashMap<>();

    @Override
    public void sent(Socket socket, ServerMessage message) {
        if (last.put(socket, message) instanceof ServerMessage.Ended) {
            throw new Violation("I13", message + " after the end");
        }
    }

    @Override
    public void closed(Socket socket, CloseCode code) {
        ServerMessage before = last.get(socket);
        boolean right =
                switch (code) {
                    case NORMAL -> before instanceof ServerMessage.Ended;
                    case CAPSULE_REFUSED -> before instanceof ServerMessage.ProtocolError;
                    case GOING_AWAY -> socket.loop().node().draining();
                    case EXAMINER_UNAVAILABLE, TOO_SLOW, TAKEN_OVER -> true;
                    case INTERNAL_ERROR,
                            IDLE,
                            START_TIMEOUT,
                            PROTOCOL_ERROR,
                            INVALID_UTF8,
                            TOO_FAST,
                            TOO_BIG,
                            BAD_MESSAGE ->
                            false;
                };
        if (!right) {
            throw new Violation("I13", code + " after " + before);
        }
    }

    @Override
    public void ticked(Socket socket) {
        if (socket.open() && last.get(socket) instanceof ServerMessage.Ended) {
            throw new Violation("I13", "open after the end: connection " + socket.number());
        }
    }

    @Override
    public void over(Device device, Outcome outcome) {
        if (outcome == Outcome.FATAL) {
            throw new Violation("I13", "a fatal close for device " + device.number());
        }
    }
}
