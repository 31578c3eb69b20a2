package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;

/** Metrics of the streams to Nova Sonic. */
record SonicMeters(GatewayMetrics metrics) implements BedrockObserver {
    /** Returns the label of a failure's kind. */
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
        metrics.onStreamOpened(us);
    }

    @Override
    public void onOpeningFailed(StreamEnd.Failure failure) {
        metrics.onStreamOpeningFailed(kind(failure), failure.cause());
    }

    @Override
    public void onClosed(StreamEnd end) {
        metrics.onStreamClosed();
    }

    @Override
    public void onSent(int bytes) {
        metrics.onSonicSent(bytes);
    }

    @Override
    public void onReceived(int bytes) {
        metrics.onSonicReceived(bytes);
    }
}
