package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.socket.SocketObserver;

/** Counts what happens at the sockets. */
record SocketMeters(GatewayMetrics metrics) implements SocketObserver {
    @Override
    public void onUpgrade(String result) {
        metrics.upgrade(result);
    }

    @Override
    public void onReceived(String type) {
        metrics.received(type);
    }

    @Override
    public void onSent(String type) {
        metrics.sent(type);
    }

    @Override
    public void onClosed(String code) {
        metrics.close(code);
    }

    @Override
    public void onHeldBytes(long bytes) {
        metrics.heldBytes(bytes);
    }

    @Override
    public void onLoopLag(long us) {
        metrics.loopLag(us);
    }
}
