package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.client.ProtocolClient;
import com.ieltsaiprep.local.simulation.engine.RandomStream;

/** Connector of a device: reaches a node through the load balancer, one attempt at a time. */
final class DeviceConnector {
    private final SimulatedWorld world;
    private final SimulatedDevice device;
    private final RandomStream random;
    private int attempt;
    private long offlineUntilUs;

    DeviceConnector(SimulatedWorld world, SimulatedDevice device, RandomStream random) {
        this.world = world;
        this.device = device;
        this.random = random;
    }

    void goOffline(long forUs) {
        offlineUntilUs = world.nowUs() + forUs;
    }

    /** Abandons the current attempt. */
    void abandon() {
        attempt++;
    }

    /** Starts an attempt, of which nothing is heard if there is no network or no node. */
    void connect(SimulatedConversation conversation) {
        int current = ++attempt;
        SimulatedNode node = world.nowUs() < offlineUntilUs ? null : world.pickNode(random);
        if (node == null) {
            return;
        }
        // Ticket, TCP and TLS, upgrade.
        long roundTripUs = device.network().roundTripUs();
        world.scheduler()
                .scheduleAfter(3 * roundTripUs, () -> onNodeReached(node, conversation, current));
    }

    private void onNodeReached(
            SimulatedNode node, SimulatedConversation conversation, int current) {
        if (node.isStopped()) {
            device.process().run(() -> fail(current));
        } else {
            node.process().run(() -> upgrade(node, conversation, current));
        }
    }

    private void upgrade(SimulatedNode node, SimulatedConversation conversation, int current) {
        if (!node.acceptsConnections()) {
            device.process().run(() -> fail(current));
            return;
        }
        if (current != attempt) {
            return;
        }
        SimulatedConnection connection = new SimulatedConnection(world, device, node);
        node.accept(device, conversation, connection);
        connection.sendDown(
                () -> {
                    if (current == attempt && !device.isDone()) {
                        device.onConnected(connection);
                    } else {
                        connection.sendUp(() -> connection.socket().onLost());
                    }
                });
    }

    private void fail(int current) {
        if (current == attempt && !device.isDone()) {
            device.onConnectFailed(ProtocolClient.CONNECTION_LOST);
        }
    }
}
