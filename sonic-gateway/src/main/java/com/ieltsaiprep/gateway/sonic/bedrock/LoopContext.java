package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

import java.util.function.LongSupplier;

/**
 * Context shared by all streams of one event loop.
 *
 * @param nowUs monotonic time, µs
 * @param circuitBreaker the node's, shared by all loops
 */
record LoopContext(
        EventLoop loop,
        LoopClient client,
        BedrockSettings settings,
        BedrockCircuitBreaker circuitBreaker,
        LongSupplier nowUs,
        BedrockObserver observer) {

    LoopExecutor executor() {
        return new LoopExecutor(loop);
    }

    long now() {
        return nowUs.getAsLong();
    }
}
