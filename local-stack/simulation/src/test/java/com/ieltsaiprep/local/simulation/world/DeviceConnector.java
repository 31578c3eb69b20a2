package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.RandomStream;

/** Connector of a device: first attempt at once, then exponential backoff with full jitter. */
final class DeviceConnector {
    private static final int BASE_BACKOFF_MS = 250;
    private static final int MAX_BACKOFF_MS = 4_000;
    private static final long SHORT_TIMEOUT_US = 2_000_000;
    private static final long LONG_TIMEOUT_US = 5_000_000;
    private static final int SHORT_TIMEOUTS = 3;

    private final SimulatedWorld world;
    private final SimulatedDevice device;
    private final RandomStream random;
    private int attemptsSinceSuccess;
    private int currentAttempt;
    private boolean reconnectScheduled;
    private long offlineUntilUs;

    DeviceConnector(SimulatedWorld world, SimulatedDevice device) {
        this.world = world;
        this.device = device;
        this.random = world.random("dialling" + device.number());
    }

    void start() {
        device.process().runAfter(0, this::connect);
    }

    /** Schedules the next attempt after the connection was lost. */
    void reconnect() {
        int backoffMs = 0;
        if (attemptsSinceSuccess > 0) {
            int maxMs =
                    Math.min(
                            MAX_BACKOFF_MS,
                            BASE_BACKOFF_MS << Math.min(attemptsSinceSuccess - 1, 10));
            backoffMs = random.nextInt(0, maxMs);
        }
        if (!reconnectScheduled) {
            reconnectScheduled = true;
            device.process()
                    .runAfter(
                            backoffMs * 1_000L,
                            () -> {
                                reconnectScheduled = false;
                                connect();
                            });
        }
    }

    /** Resets the backoff, because the conversation goes on. */
    void resetBackoff() {
        attemptsSinceSuccess = 0;
    }

    void goOffline(long forUs) {
        offlineUntilUs = world.nowUs() + forUs;
    }

    private void connect() {
        if (device.isDone()) {
            return;
        }
        attemptsSinceSuccess++;
        currentAttempt++;
        int attempt = currentAttempt;
        SimulatedConversation conversation = device.nextConversation();
        SimulatedNode node = world.nowUs() < offlineUntilUs ? null : world.pickNode(random);
        long timeoutUs =
                attemptsSinceSuccess <= SHORT_TIMEOUTS ? SHORT_TIMEOUT_US : LONG_TIMEOUT_US;
        device.process().runAfter(timeoutUs, () -> onFailed(attempt));
        if (node == null) {
            return;
        }
        // Ticket, TCP and TLS, upgrade.
        long roundTripUs = device.network().roundTripUs();
        world.scheduler()
                .scheduleAfter(3 * roundTripUs, () -> onNodeReached(node, conversation, attempt));
    }

    private void onNodeReached(
            SimulatedNode node, SimulatedConversation conversation, int attempt) {
        if (node.isStopped()) {
            device.process().run(() -> onFailed(attempt));
        } else {
            node.process().run(() -> upgrade(node, conversation, attempt));
        }
    }

    private void upgrade(SimulatedNode node, SimulatedConversation conversation, int attempt) {
        if (!node.acceptsConnections()) {
            device.process().run(() -> onFailed(attempt));
            return;
        }
        if (attempt != currentAttempt) {
            return;
        }
        SimulatedConnection connection = new SimulatedConnection(world, device, node);
        node.accept(device, conversation, connection);
        connection.sendDown(
                () -> {
                    if (attempt == currentAttempt && !device.isDone()) {
                        currentAttempt++;
                        device.onConnected(connection);
                    } else {
                        connection.sendUp(() -> connection.socket().onLost());
                    }
                });
    }

    private void onFailed(int attempt) {
        if (attempt == currentAttempt) {
            currentAttempt++;
            reconnect();
        }
    }
}
