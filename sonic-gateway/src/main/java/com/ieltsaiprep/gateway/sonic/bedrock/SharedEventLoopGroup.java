package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioEventLoopGroup;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

import java.util.concurrent.Executor;

/**
 * Event loop group that wraps one existing event loop. The SDK accepts only the two groups of Netty
 * 4.1, by {@code instanceof} (aws-sdk-java-v2#6757), hence the superclass.
 */
@SuppressWarnings("deprecation")
final class SharedEventLoopGroup extends NioEventLoopGroup {
    /** Thread-local, because the superclass creates its children before this class has fields. */
    private static final ThreadLocal<@Nullable IoEventLoop> ADOPTED = new ThreadLocal<>();

    private SharedEventLoopGroup() {
        super(1);
    }

    /** Wraps a loop for the SDK; its connections are created by {@code connections}. */
    static SdkEventLoopGroup share(EventLoop loop, TrackedChannelFactory connections) {
        ADOPTED.set((IoEventLoop) loop);
        try {
            return SdkEventLoopGroup.create(new SharedEventLoopGroup(), connections);
        } finally {
            ADOPTED.remove();
        }
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... args) {
        IoEventLoop adopted = ADOPTED.get();
        if (adopted == null) {
            throw new IllegalStateException("created other than by share()");
        }
        return adopted;
    }
}
