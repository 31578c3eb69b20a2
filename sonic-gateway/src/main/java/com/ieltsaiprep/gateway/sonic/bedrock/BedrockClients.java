package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.SonicPort;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Bedrock clients of a node: one AWS SDK client for each event loop. A client's connections live on
 * its event loop, so that a conversation never changes threads. Thread-safe.
 */
public final class BedrockClients implements AutoCloseable {
    private final BedrockSettings settings;
    private final LongSupplier nowUs;
    private final BedrockObserver observer;
    private final BedrockCircuitBreaker circuitBreaker;
    private final Map<EventLoop, LoopContext> contexts = new ConcurrentHashMap<>();

    /**
     * Creates an empty set of Bedrock clients, to which {@link #forLoop} adds one for each event
     * loop.
     *
     * @param nowUs returns monotonic time, µs, which is passed to the callbacks of streams
     * @param observer observer of all streams, for metrics
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
     * Returns the port to Nova Sonic for the conversations of one event loop. The first call for an
     * event loop creates its SDK client, which takes some 100 ms in a cold JVM: call it before
     * there are conversations.
     *
     * @param context Vert.x context of the event loop; the port may be used on that loop only
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
     * Closes all SDK clients, and the streams that are still open. Blocks until the connections are
     * closed.
     *
     * @throws IllegalStateException if called on an event loop of the clients
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
