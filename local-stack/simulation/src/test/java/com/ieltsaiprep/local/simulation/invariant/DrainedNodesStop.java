package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.SimulatedNode;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

/**
 * I15: a draining node gets no new connection, closes all by its deadline, and ends their
 * conversations soon after.
 *
 * <p>There is no I16 (fair waiting for a lease) until there are leases to wait for.
 */
final class DrainedNodesStop implements SimulationObserver {
    private static final long CLOSE_TIMEOUT_US = 40_000;
    private static final long STOP_TIMEOUT_US = 8_000_000;

    @Override
    public void onConnected(SimulatedSocket socket) {
        if (socket.loop().node().isDraining()) {
            throw new InvariantViolation(
                    "I15", "a new connection while " + socket.loop() + " drains");
        }
    }

    @Override
    public void onTick(SimulatedSocket socket) {
        SimulatedNode node = socket.loop().node();
        long closingUs = Math.min(node.closingForUs(), node.runningForUs());
        if (closingUs > STOP_TIMEOUT_US || (socket.isOpen() && closingUs > CLOSE_TIMEOUT_US)) {
            throw new InvariantViolation(
                    "I15", "left after the deadline: connection " + socket.number());
        }
    }
}
