package com.ieltsaiprep.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Guard that closes a connection which sends frames before its upgrade was answered. RFC 6455,
 * section 4.1, forbids them, and Vert.x drops them without releasing their memory.
 */
final class PrematureFrameGuard extends ChannelInboundHandlerAdapter {
    private PrematureFrameGuard() {}

    /** Installs a guard on a connection, which {@link StrictWebSocket#begin} replaces. */
    static void install(HttpConnection connection) {
        ChannelHandlerContext vertx = ((HttpServerConnection) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), "prematureFrameGuard", new PrematureFrameGuard());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof WebSocketFrame) {
            ReferenceCountUtil.release(message);
            var _ = ctx.close();
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
