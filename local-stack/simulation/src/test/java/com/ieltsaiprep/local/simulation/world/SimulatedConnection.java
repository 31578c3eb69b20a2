package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import org.jspecify.annotations.Nullable;

/** Connection between a device and a node: a pipe each way, and the ways in which it breaks. */
public final class SimulatedConnection {
    /** Close code of a connection that ended without one. */
    static final @Nullable CloseCode ABNORMAL_CLOSURE = null;

    private static final int CONTROL_BYTES = 150;

    private final NetworkPipe uplink;
    private final NetworkPipe downlink;
    private final SimulatedProcess nodeProcess;
    private final SimulatedProcess deviceProcess;
    private final SimulatedDevice device;
    private @Nullable SimulatedSocket socket;

    SimulatedConnection(SimulatedWorld world, SimulatedDevice device, SimulatedNode node) {
        this.device = device;
        this.nodeProcess = node.process();
        this.deviceProcess = device.process();
        this.uplink = world.newPipe(device.network(), this.nodeProcess);
        this.downlink = world.newPipe(device.network(), deviceProcess);
    }

    /** Attaches the gateway's end. */
    void attach(SimulatedSocket gatewayEnd) {
        socket = gatewayEnd;
    }

    SimulatedSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("the gateway has not accepted it");
        }
        return socket;
    }

    void sendUp(int bytes, Runnable arrival) {
        uplink.send(bytes, arrival);
    }

    void sendUp(Runnable arrival) {
        uplink.send(CONTROL_BYTES, arrival);
    }

    void sendDown(int bytes, Runnable arrival) {
        downlink.send(bytes, arrival);
    }

    void sendDown(Runnable arrival) {
        downlink.send(CONTROL_BYTES, arrival);
    }

    int downlinkBytesInFlight() {
        return downlink.bytesInFlight();
    }

    void stallUp(long forUs) {
        uplink.stall(forUs);
    }

    void stallDown(long forUs) {
        downlink.stall(forUs);
    }

    /** Drops all data from now on; neither end is told. */
    void goHalfOpen() {
        uplink.dropAll();
        downlink.dropAll();
    }

    /** Breaks the connection: the device notices at once, the gateway after a while. */
    void disconnect(long gatewayNoticesAfterUs) {
        goHalfOpen();
        deviceProcess.run(() -> device.onClosed(this, ABNORMAL_CLOSURE));
        nodeProcess.runAfter(gatewayNoticesAfterUs, () -> socket().onLost());
    }

    /** Resets the connection because the gateway's process crashed. */
    void resetAfterCrash(long deviceNoticesAfterUs) {
        goHalfOpen();
        deviceProcess.runAfter(deviceNoticesAfterUs, () -> device.onClosed(this, ABNORMAL_CLOSURE));
    }
}
