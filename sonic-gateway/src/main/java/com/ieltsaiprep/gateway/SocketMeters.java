package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.socket.SocketObserver;

/** Metrics of the sockets. */
record SocketMeters(GatewayMetrics metrics) implements SocketObserver {
    @Override
    public void onUpgrade(String result) {
        metrics.onUpgrade(result);
    }

    @Override
    public void onReceived(String type) {
        metrics.onMessageReceived(type);
    }

    @Override
    public void onSent(String type) {
        metrics.onMessageSent(type);
    }

    @Override
    public void onClosed(String code) {
        metrics.onConnectionClosed(code);
    }

    @Override
    public void onHeldBytes(long bytes) {
        metrics.recordHeldBytes(bytes);
    }

    @Override
    public void onEventLoopLag(long us) {
        metrics.recordEventLoopLag(us);
    }
}
