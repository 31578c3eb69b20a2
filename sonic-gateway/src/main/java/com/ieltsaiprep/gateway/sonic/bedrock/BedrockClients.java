package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.SonicPort;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The node's way to Nova Sonic: one SDK client for each event loop, whose connections live on that
 * loop, so that a conversation never changes threads. Safe for use by many threads.
 */
public final class BedrockClients implements AutoCloseable {
    private final BedrockSettings settings;
    private final LongSupplier nowUs;
    private final BedrockMetrics metrics;
    private final Circuit circuit;
    private final Map<EventLoop, LoopScope> scopes = new ConcurrentHashMap<>();

    /**
     * @param nowUs monotonic time in µs, told to the listeners
     */
    public BedrockClients(BedrockSettings settings, LongSupplier nowUs, BedrockMetrics metrics) {
        this(settings, nowUs, metrics, Circuit.standard());
    }

    BedrockClients(
            BedrockSettings settings, LongSupplier nowUs, BedrockMetrics metrics, Circuit circuit) {
        this.settings = settings;
        this.nowUs = nowUs;
        this.metrics = metrics;
        this.circuit = circuit;
    }

    /**
     * The port for conversations on the context's event loop, and only for them. The first call for
     * a loop makes its client, which takes some 100 ms in a cold JVM: call it before there are
     * conversations.
     */
    public SonicPort forLoop(Context context) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        return new BedrockSonic(scopes.computeIfAbsent(loop, this::scope));
    }

    private LoopScope scope(EventLoop loop) {
        return new LoopScope(
                loop, LoopClient.create(loop, settings), settings, circuit, nowUs, metrics);
    }

    /**
     * Closes the clients and what streams they still have.
     *
     * @throws IllegalStateException on an event loop, since the SDK waits here for its connections
     */
    @Override
    public void close() {
        if (scopes.keySet().stream().anyMatch(EventLoop::inEventLoop)) {
            throw new IllegalStateException("closing blocks; not on an event loop");
        }
        scopes.values().forEach(scope -> scope.client().close());
        scopes.clear();
    }

    /** Connections to Bedrock that are open. */
    int connections() {
        return scopes.values().stream().mapToInt(s -> s.client().connections().count()).sum();
    }
}
