package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.protocol.CloseCode;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Server-side WebSocket that enforces <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 * strictly.
 *
 * <p>It stands in the Netty pipeline between Netty's frame decoder, which checks reserved bits,
 * opcodes, masks, lengths and the order of fragments, and Vert.x's own WebSocket, which from then
 * on sees no frame: that one lets invalid UTF-8 through, leaves the connection open after an
 * oversized message, drops the close frame of a violation when a good frame came just before it,
 * and answers pings without a limit. See docs/decisions/0003-strict-websocket.md.
 *
 * <p>On the connection's event loop only. Writes of one task of the loop are flushed together.
 */
final class StrictWebSocket extends ChannelInboundHandlerAdapter {
    /** High-water mark of the write queue; half of it is the low-water mark. About 1 s of audio. */
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    /** Backlog of control messages at which the connection is aborted. */
    private static final int MAX_PENDING_BYTES = 256 * 1024;

    private static final double CONTROL_FRAMES_PER_SECOND = 5;
    private static final double CONTROL_FRAMES_BURST = 20;

    /** Minimum average size of the fragments of a message of maximum size. */
    private static final int MIN_BYTES_PER_FRAGMENT = 8;

    private static final double FRAGMENTS_PER_SECOND = 100;

    /** Timeout from our close frame to the end of the TCP connection. */
    private static final long CLOSING_MS = 3_000;

    /** Timeout when only the end of the client's direction is outstanding. */
    private static final long FAILING_MS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(StrictWebSocket.class);

    private final ContextInternal context;
    private final ChannelHandlerContext netty;
    private final MonotonicClock clock;
    private final TokenBucket controlFrames;
    private MessageAssembler assembler;
    private TokenBucket fragments;
    private @Nullable WebSocketListener listener;
    private boolean closing;
    private boolean closeNotified;
    private boolean flushScheduled;

    /**
     * Wraps a connection that was just upgraded. On its event loop; {@link #begin} must follow
     * before anything else happens there.
     *
     * @param context of the listener's callbacks
     * @param maxMessageBytes maximum message size, fragmented or not, until {@link #limitMessages};
     *     the maximum frame size until then is a server option and must not be less
     */
    StrictWebSocket(
            WebSocket webSocket, Context context, int maxMessageBytes, MonotonicClock clock) {
        this.netty = ((WebSocketInternal) webSocket).channelHandlerContext();
        this.context = (ContextInternal) context;
        this.clock = clock;
        this.assembler = new MessageAssembler(maxMessageBytes);
        long nowUs = clock.nowUs();
        this.controlFrames =
                new TokenBucket(CONTROL_FRAMES_PER_SECOND, CONTROL_FRAMES_BURST, nowUs);
        this.fragments = fragments(maxMessageBytes, nowUs);
    }

    private static TokenBucket fragments(int maxMessageBytes, long nowUs) {
        return new TokenBucket(
                FRAGMENTS_PER_SECOND, (double) maxMessageBytes / MIN_BYTES_PER_FRAGMENT, nowUs);
    }

    /** Begins to deliver messages to the listener. */
    void begin(WebSocketListener newListener) {
        listener = newListener;
        Channel channel = netty.channel();
        if (!channel.isActive()) {
            abort(CloseStatus.ABNORMAL_CLOSURE);
            return;
        }
        channel.config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(WRITE_QUEUE_BYTES / 2, WRITE_QUEUE_BYTES));
        channel.pipeline().replace(PrematureFrameGuard.class, "strictWebSocket", this);
    }

    /**
     * Limits the size of further messages and frames. It must be the last call for a message:
     * messages that have already arrived are delivered from within this call.
     */
    void limitMessages(int maxMessageBytes) {
        if (closing) {
            return;
        }
        assembler = new MessageAssembler(maxMessageBytes);
        fragments = fragments(maxMessageBytes, clock.nowUs());
        // The decoder's own limit is final; input it has not decoded goes to its replacement.
        netty.pipeline()
                .replace(
                        WebSocket13FrameDecoder.class,
                        "wsdecoder",
                        new WebSocket13FrameDecoder(
                                WebSocketDecoderConfig.newBuilder()
                                        .maxFramePayloadLength(maxMessageBytes)
                                        .allowExtensions(false)
                                        .closeOnProtocolViolation(false)
                                        .build()));
    }

    /** Sends a text message; it is small, so it is always accepted. */
    void sendText(String text) {
        if (closing) {
            return;
        }
        if (netty.channel().bytesBeforeWritable() > MAX_PENDING_BYTES) {
            abort(CloseStatus.ABNORMAL_CLOSURE);
            return;
        }
        write(new TextWebSocketFrame(text));
    }

    /** Sends a binary message, whose array must not change; false if the queue is full. */
    boolean trySendBinary(byte[] message) {
        if (closing || !netty.channel().isWritable()) {
            return false;
        }
        write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
        return true;
    }

    /** Sends a ping without a body. */
    void ping() {
        if (!closing) {
            write(new PingWebSocketFrame());
        }
    }

    /**
     * Closes after the messages sent before: the client has 3 s to read them and to answer. The
     * listener is not called any more.
     */
    void close(int code) {
        if (closing) {
            return;
        }
        closeNotified = true;
        beginClosing(CLOSING_MS);
        var _ = netty.writeAndFlush(new CloseWebSocketFrame(code, ""));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            onFrame(frame);
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void onFrame(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            onClose(close);
        } else if (!closing) {
            switch (frame) {
                case TextWebSocketFrame _ ->
                        onMessage(assembler.first(true, frame.content(), frame.isFinalFragment()));
                case BinaryWebSocketFrame _ ->
                        onMessage(assembler.first(false, frame.content(), frame.isFinalFragment()));
                case ContinuationWebSocketFrame _ -> onFragment(frame);
                case PingWebSocketFrame _ -> onPing(frame);
                case PongWebSocketFrame _ -> onPong();
                default -> fail(CloseCode.PROTOCOL_ERROR.code());
            }
        }
    }

    private void onFragment(WebSocketFrame frame) {
        if (fragments.tryTake(clock.nowUs())) {
            onMessage(assembler.next(frame.content(), frame.isFinalFragment()));
        } else {
            fail(CloseCode.TOO_FAST.code());
        }
    }

    private void onMessage(MessageAssembler.Result result) {
        switch (result) {
            case MessageAssembler.Incomplete _ -> {}
            case MessageAssembler.Text(String text) ->
                    notifyListener(target -> target.onText(text));
            case MessageAssembler.Binary(byte[] bytes) ->
                    notifyListener(target -> target.onBinary(bytes));
            case MessageAssembler.TooBig _ -> fail(CloseCode.TOO_BIG.code());
            case MessageAssembler.NotUtf8 _ -> fail(CloseCode.INVALID_UTF8.code());
        }
    }

    private void onPing(WebSocketFrame frame) {
        if (controlFrames.tryTake(clock.nowUs())) {
            write(new PongWebSocketFrame(frame.content().retain()));
        } else {
            fail(CloseCode.TOO_FAST.code());
        }
    }

    private void onPong() {
        if (controlFrames.tryTake(clock.nowUs())) {
            notifyListener(WebSocketListener::onPong);
        } else {
            fail(CloseCode.TOO_FAST.code());
        }
    }

    private void onClose(CloseWebSocketFrame frame) {
        if (closing) {
            endTcp();
            return;
        }
        // Not frame.statusCode(), which reads a signed number and answers -1 for none.
        boolean named = frame.content().isReadable();
        int code = named ? frame.content().getUnsignedShort(0) : CloseStatus.NO_STATUS;
        if (named && !CloseStatus.isReceivable(code)) {
            fail(CloseCode.PROTOCOL_ERROR.code());
            return;
        }
        beginClosing(FAILING_MS);
        CloseWebSocketFrame answer =
                named ? new CloseWebSocketFrame(code, "") : new CloseWebSocketFrame();
        netty.writeAndFlush(answer).addListener(_ -> endOutput());
        notifyClosed(code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            fail(violation.closeStatus().code());
        } else if (cause instanceof IOException) {
            abort(CloseStatus.ABNORMAL_CLOSURE);
        } else {
            log.error("event=websocket_error cause={}", Fault.describe(cause));
            fail(CloseCode.INTERNAL_ERROR.code());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        assembler.clear();
        notifyClosed(CloseStatus.ABNORMAL_CLOSURE);
        ctx.fireChannelInactive();
    }

    /** Fails the connection: sends the code, ends our direction, and discards further input. */
    private void fail(int code) {
        if (closing) {
            return;
        }
        beginClosing(FAILING_MS);
        netty.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(_ -> endOutput());
        notifyClosed(code);
    }

    /** Ends the connection without a close frame. */
    private void abort(int code) {
        closing = true;
        assembler.clear();
        endTcp();
        notifyClosed(code);
    }

    private void beginClosing(long deadlineMs) {
        closing = true;
        assembler.clear();
        Channel channel = netty.channel();
        var deadline =
                channel.eventLoop().schedule(this::endTcp, deadlineMs, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }

    private void notifyClosed(int code) {
        if (!closeNotified && listener != null) {
            closeNotified = true;
            notifyListener(target -> target.onClosed(code));
        }
    }

    /** Calls the listener on its context; an exception ends this connection and no other. */
    private void notifyListener(Consumer<WebSocketListener> call) {
        WebSocketListener target = listener;
        if (target == null) {
            return;
        }
        context.dispatch(
                () -> {
                    try {
                        call.accept(target);
                    } catch (RuntimeException fault) {
                        exceptionCaught(netty, fault);
                    }
                });
    }

    /** Ends our direction only: ending both at once would let a reset overtake the close frame. */
    private void endOutput() {
        var _ = ((DuplexChannel) netty.channel()).shutdownOutput();
    }

    private void endTcp() {
        // Not the channel's own close(), for which Vert.x would send a close frame as well.
        var _ = netty.close();
    }

    private void write(WebSocketFrame frame) {
        var _ = netty.write(frame);
        if (!flushScheduled) {
            flushScheduled = true;
            netty.executor()
                    .execute(
                            () -> {
                                flushScheduled = false;
                                netty.flush();
                            });
        }
    }
}
