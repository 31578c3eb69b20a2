package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.SonicPort;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Bedrock clients of a node: one SDK client for each event loop. Its connections live on that loop,
 * so that a conversation never changes threads. Thread-safe.
 */
public final class BedrockClients implements AutoCloseable {
    private final BedrockSettings settings;
    private final LongSupplier nowUs;
    private final BedrockObserver observer;
    private final BedrockCircuitBreaker circuitBreaker;
    private final Map<EventLoop, LoopContext> contexts = new ConcurrentHashMap<>();

    /**
     * @param nowUs monotonic time in µs, passed to the listeners
     */
    public BedrockClients(BedrockSettings settings, LongSupplier nowUs, BedrockObserver observer) {
        this(settings, nowUs, observer, BedrockCircuitBreaker.standard());
    }

    BedrockClients(
            BedrockSettings settings,
            LongSupplier nowUs,
            BedrockObserver observer,
            BedrockCircuitBreaker circuitBreaker) {
        this.settings = settings;
        this.nowUs = nowUs;
        this.observer = observer;
        this.circuitBreaker = circuitBreaker;
    }

    /**
     * Returns the port for conversations on the context's event loop, and only for them. The first
     * call for a loop creates its client, which takes some 100 ms in a cold JVM: call it before
     * there are conversations.
     */
    public SonicPort forLoop(Context context) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        return new BedrockSonic(contexts.computeIfAbsent(loop, this::context));
    }

    private LoopContext context(EventLoop loop) {
        return new LoopContext(
                loop, LoopClient.create(loop, settings), settings, circuitBreaker, nowUs, observer);
    }

    /**
     * Closes the clients and the streams that are still open.
     *
     * @throws IllegalStateException on an event loop, since the SDK waits here for its connections
     */
    @Override
    public void close() {
        if (contexts.keySet().stream().anyMatch(EventLoop::inEventLoop)) {
            throw new IllegalStateException("closing blocks; not on an event loop");
        }
        contexts.values().forEach(context -> context.client().close());
        contexts.clear();
    }

    /** Returns the number of open connections to Bedrock. */
    int connections() {
        return contexts.values().stream().mapToInt(s -> s.client().connections().count()).sum();
    }
}
