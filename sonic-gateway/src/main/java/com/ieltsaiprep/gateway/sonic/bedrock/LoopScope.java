package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

import java.util.function.LongSupplier;

/**
 * What all streams of an event loop share.
 *
 * @param nowUs monotonic time, µs
 * @param circuit the node's, shared by all loops
 */
record LoopScope(
        EventLoop loop,
        LoopClient client,
        BedrockSettings settings,
        Circuit circuit,
        LongSupplier nowUs,
        BedrockMetrics metrics) {

    OnLoop onLoop() {
        return new OnLoop(loop);
    }

    long now() {
        return nowUs.getAsLong();
    }
}
