package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Node;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

/**
 * I15: a node that drains is given no new connection, has closed all at its deadline, and has ended
 * what was on them soon after.
 *
 * <p>There is no I16, fair waiting for a lease, until there are leases to wait for.
 */
final class NodesLeave implements Witness {
    private static final long CLOSED_WITHIN_US = 40_000;
    private static final long ENDED_WITHIN_US = 8_000_000;

    @Override
    public void connected(Socket socket) {
        if (socket.loop().node().draining()) {
            throw new Violation("I15", "a new connection while " + socket.loop() + " drains");
        }
    }

    @Override
    public void ticked(Socket socket) {
        Node node = socket.loop().node();
        long closingUs = Math.min(node.closingForUs(), node.awakeForUs());
        if (closingUs > ENDED_WITHIN_US || (socket.open() && closingUs > CLOSED_WITHIN_US)) {
            throw new Violation("I15", "left after the deadline: connection " + socket.number());
        }
    }
}
