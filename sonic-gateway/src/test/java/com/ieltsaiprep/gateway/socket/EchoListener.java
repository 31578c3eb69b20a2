package com.ieltsaiprep.gateway.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends every message back, in order. Reads no more while the client does not read: a suite may
 * send a lot before it does, which the gateway's own conversations never let a client do.
 */
final class EchoListener extends ChannelInboundHandlerAdapter implements WebSocketListener {
    /** Higher than in the gateway, so that a close answers no earlier than the echoes before it. */
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(960 * 1024, 1024 * 1024);

    private final StrictWebSocket webSocket;
    private final Channel channel;

    /** What was read in one go when the client stopped reading. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private EchoListener(StrictWebSocket webSocket, Channel channel) {
        this.webSocket = webSocket;
        this.channel = channel;
    }

    /** Answers from now on. */
    static void begin(StrictWebSocket webSocket, Channel channel) {
        EchoListener echo = new EchoListener(webSocket, channel);
        channel.pipeline().addFirst(echo);
        webSocket.begin(echo);
        channel.config().setWriteBufferWaterMark(WATER_MARK);
    }

    @Override
    public void onText(String text) {
        answer(() -> webSocket.sendText(text));
    }

    @Override
    public void onBinary(byte[] bytes) {
        answer(
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
        waiting.clear();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        goOn();
        ctx.fireChannelWritabilityChanged();
    }

    private void answer(Runnable send) {
        waiting.add(send);
        goOn();
    }

    private void goOn() {
        while (channel.isWritable() && !waiting.isEmpty()) {
            waiting.remove().run();
        }
        channel.config().setAutoRead(waiting.isEmpty());
    }
}
