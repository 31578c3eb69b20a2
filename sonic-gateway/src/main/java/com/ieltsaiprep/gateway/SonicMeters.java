package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;

/** Counts what happens on the way to Sonic. */
record SonicMeters(GatewayMetrics metrics) implements BedrockObserver {
    /** The failure's kind as the metrics name it. */
    static String kind(StreamEnd.Failure failure) {
        return switch (failure) {
            case StreamEnd.Transient _ -> "transient";
            case StreamEnd.Expired _ -> "expired";
            case StreamEnd.Rejected _ -> "rejected";
            case StreamEnd.Capacity _ -> "capacity";
        };
    }

    @Override
    public void onOpened(long us) {
        metrics.streamOpened(us);
    }

    @Override
    public void onOpeningFailed(StreamEnd.Failure failure) {
        metrics.openingFailed(kind(failure), failure.cause());
    }

    @Override
    public void onClosed(StreamEnd end) {
        metrics.streamClosed();
    }

    @Override
    public void onSent(int bytes) {
        metrics.sonicSent(bytes);
    }

    @Override
    public void onReceived(int bytes) {
        metrics.sonicReceived(bytes);
    }
}
