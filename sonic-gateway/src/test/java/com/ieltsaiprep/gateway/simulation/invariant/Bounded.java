package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ProtocolLimits;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

/** I4: what a conversation holds is bounded: buffers both ways, history, capsule. */
final class Bounded implements Witness {
    /** 14 s of the microphone, 30 s of Maya, 40 kB of words, and a little. */
    private static final long MOST_BYTES = 14_000 * 32 + 30_000 * 48 + 80_000;

    @Override
    public void ticked(Socket socket) {
        long bytes = socket.conversant().heldBytes();
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw new Violation("I4", bytes + " bytes held for connection " + socket.number());
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Capsule capsule
                && capsule.sealed().length() > ProtocolLimits.MAX_CAPSULE_CHARACTERS) {
            throw new Violation("I4", "a capsule of " + capsule.sealed().length());
        }
    }
}
