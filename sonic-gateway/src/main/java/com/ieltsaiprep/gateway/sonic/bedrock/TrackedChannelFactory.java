package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Channel factory of one event loop that keeps track of the open connections. The SDK closes its
 * pools on an event loop and waits there for each connection to close; on a loop that is also the
 * connections' own, that fails after five seconds, unless they are closed already.
 */
final class TrackedChannelFactory implements ChannelFactory<SocketChannel> {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final ChannelFactory<? extends SocketChannel> transport;

    TrackedChannelFactory(EventLoop loop) {
        this.transport = transportOf((IoEventLoop) loop);
    }

    private static ChannelFactory<? extends SocketChannel> transportOf(IoEventLoop loop) {
        if (loop.isIoType(NioIoHandler.class)) {
            return NioSocketChannel::new;
        }
        if (loop.isIoType(EpollIoHandler.class)) {
            return EpollSocketChannel::new;
        }
        throw new IllegalArgumentException("the event loop is neither NIO nor epoll: " + loop);
    }

    @Override
    public SocketChannel newChannel() {
        SocketChannel channel = transport.newChannel();
        open.add(channel);
        channel.closeFuture().addListener(_ -> open.remove(channel));
        return channel;
    }

    /** Returns the number of open connections. */
    int count() {
        return open.size();
    }

    /** Closes all connections; blocks, so it must not be called on an event loop. */
    void close() {
        open.stream()
                .map(Channel::close)
                .toList()
                .forEach(closing -> closing.awaitUninterruptibly());
    }
}
