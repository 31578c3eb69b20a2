package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ProtocolLimits;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

/** I4: the memory of a conversation is bounded: buffers both ways, history, capsule. */
final class HeldBytesBounded implements SimulationObserver {
    /**
     * Bound in bytes: 14 s of microphone audio, 30 s of reply audio, 40 kB of text, and a margin.
     */
    private static final long MAX_BYTES = 14_000 * 32 + 30_000 * 48 + 80_000;

    @Override
    public void onTick(SimulatedSocket socket) {
        long bytes = socket.handle().heldBytes();
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new InvariantViolation(
                    "I4", bytes + " bytes held for connection " + socket.number());
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Capsule capsule
                && capsule.sealed().length() > ProtocolLimits.MAX_CAPSULE_CHARACTERS) {
            throw new InvariantViolation("I4", "a capsule of " + capsule.sealed().length());
        }
    }
}
