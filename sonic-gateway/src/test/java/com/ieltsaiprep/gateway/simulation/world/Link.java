package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import org.jspecify.annotations.Nullable;

/** A connection between a device and a node: two pipes, and how either end learns of its end. */
public final class Link {
    /** The code of a connection that ended without one. */
    static final @Nullable CloseCode LOST = null;

    private static final int CONTROL_BYTES = 150;

    private final Pipe up;
    private final Pipe down;
    private final Actor node;
    private final Actor phone;
    private final Device device;
    private @Nullable Socket socket;

    Link(World world, Device device, Node node) {
        this.device = device;
        this.node = node.actor();
        this.phone = device.actor();
        this.up = world.pipe(device.network(), this.node);
        this.down = world.pipe(device.network(), phone);
    }

    /** The gateway's end, once there is one. */
    void attach(Socket gatewayEnd) {
        socket = gatewayEnd;
    }

    Socket socket() {
        if (socket == null) {
            throw new IllegalStateException("the gateway has not accepted it");
        }
        return socket;
    }

    void up(int bytes, Runnable arrival) {
        up.send(bytes, arrival);
    }

    void up(Runnable arrival) {
        up.send(CONTROL_BYTES, arrival);
    }

    void down(int bytes, Runnable arrival) {
        down.send(bytes, arrival);
    }

    void down(Runnable arrival) {
        down.send(CONTROL_BYTES, arrival);
    }

    int bytesDownUnderWay() {
        return down.bytesUnderWay();
    }

    void stallUp(long forUs) {
        up.stall(forUs);
    }

    void stallDown(long forUs) {
        down.stall(forUs);
    }

    /** Carries nothing any more; neither end is told. */
    void die() {
        up.die();
        down.die();
    }

    /** Breaks: the device sees it at once, the gateway after a while. */
    void cut(long gatewayLearnsAfterUs) {
        die();
        phone.run(() -> device.onClosed(this, LOST));
        node.later(gatewayLearnsAfterUs, () -> socket().onLost());
    }

    /** The gateway's process dies: its machine says so for it. */
    void orphan(long deviceLearnsAfterUs) {
        die();
        phone.later(deviceLearnsAfterUs, () -> device.onClosed(this, LOST));
    }
}
