package com.ieltsaiprep.gateway.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Echo of every message, in order. It stops reading while the client does not read: a conformance
 * suite may send a lot before it does, which the gateway's own conversations never allow.
 */
final class EchoListener extends ChannelInboundHandlerAdapter implements WebSocketListener {
    /** Higher than in the gateway, so that a close answers no earlier than the echoes before it. */
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(960 * 1024, 1024 * 1024);

    private final StrictWebSocket webSocket;
    private final Channel channel;

    /** Echoes of messages that were read before the client stopped reading. */
    private final Deque<Runnable> queue = new ArrayDeque<>();

    private EchoListener(StrictWebSocket webSocket, Channel channel) {
        this.webSocket = webSocket;
        this.channel = channel;
    }

    /** Begins to echo the messages of a connection. */
    static void begin(StrictWebSocket webSocket, Channel channel) {
        EchoListener listener = new EchoListener(webSocket, channel);
        channel.pipeline().addFirst(listener);
        webSocket.begin(listener);
        channel.config().setWriteBufferWaterMark(WATER_MARK);
    }

    @Override
    public void onText(String text) {
        echo(() -> webSocket.sendText(text));
    }

    @Override
    public void onBinary(byte[] bytes) {
        echo(
                () -> {
                    if (!webSocket.trySendBinary(bytes)) {
                        webSocket.close(1011);
                    }
                });
    }

    @Override
    public void onPong() {}

    @Override
    public void onClosed(int code) {
        queue.clear();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        flush();
        ctx.fireChannelWritabilityChanged();
    }

    private void echo(Runnable send) {
        queue.add(send);
        flush();
    }

    private void flush() {
        while (channel.isWritable() && !queue.isEmpty()) {
            queue.remove().run();
        }
        channel.config().setAutoRead(queue.isEmpty());
    }
}
