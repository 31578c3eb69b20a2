package com.ieltsaiprep.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Closes a connection that sends frames before its upgrade was answered, which RFC 6455, section
 * 4.1, forbids; Vert.x drops such frames without releasing their memory.
 */
final class PrematureFrameGuard extends ChannelInboundHandlerAdapter {
    private PrematureFrameGuard() {}

    /** Watches a connection until its {@link StrictWebSocket} begins, which takes this place. */
    static void watch(HttpConnection connection) {
        ChannelHandlerContext vertx = ((HttpServerConnection) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), "earlyFrames", new PrematureFrameGuard());
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
