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
 * One server-side WebSocket that keeps <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC
 * 6455</a> to the letter.
 *
 * <p>It stands in the Netty pipeline between Netty's frame decoder, which checks reserved bits,
 * opcodes, masks, lengths and the order of fragments, and Vert.x's own WebSocket, which from then
 * on sees no frame: that one lets invalid UTF-8 through, leaves the connection open after an
 * oversized message, drops the close frame of a violation when a good frame came just before it,
 * and answers pings without a limit. See docs/decisions/0003-strict-websocket.md.
 *
 * <p>On the connection's event loop only. Writes of one task of the loop leave in one system call.
 */
final class StrictWebSocket extends ChannelInboundHandlerAdapter {
    /** Own writing stops here until the client has taken half; about a second of Maya's voice. */
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    /** A connection whose control messages pile up to here is beyond saving. */
    private static final int MAX_PENDING_BYTES = 256 * 1024;

    private static final double CONTROL_FRAMES_PER_SECOND = 5;
    private static final double CONTROL_FRAMES_BURST = 20;

    /** So small may the pieces of a longest message be on average. */
    private static final int FEWEST_BYTES_PER_FRAGMENT = 8;

    private static final double FRAGMENTS_PER_SECOND = 100;

    /** Between our close frame and the end of the TCP connection, at most. */
    private static final long CLOSING_MS = 3_000;

    /** The same when nothing more is expected from the client but the end of its direction. */
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
    private boolean told;
    private boolean flushScheduled;

    /**
     * Makes a connection strict that was just upgraded. On its event loop; {@link #begin} must
     * follow before anything else happens there.
     *
     * @param context on which the listener is told
     * @param maxMessageBytes longest message, fragmented or not, until {@link #limitMessages}; the
     *     longest frame until then is a server option and must not be less
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
                FRAGMENTS_PER_SECOND, (double) maxMessageBytes / FEWEST_BYTES_PER_FRAGMENT, nowUs);
    }

    /** Tells the listener from now on what comes in. */
    void begin(WebSocketListener newListener) {
        listener = newListener;
        Channel channel = netty.channel();
        if (!channel.isActive()) {
            abort(CloseStatus.LOST);
            return;
        }
        channel.config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(WRITE_QUEUE_BYTES / 2, WRITE_QUEUE_BYTES));
        channel.pipeline().replace(PrematureFrameGuard.class, "strictWebSocket", this);
    }

    /**
     * Takes no longer message or frame than this from now on. To be the last that the listener does
     * with a message: what has already come after it is told from within this call.
     */
    void limitMessages(int maxMessageBytes) {
        if (closing) {
            return;
        }
        assembler = new MessageAssembler(maxMessageBytes);
        fragments = fragments(maxMessageBytes, clock.nowUs());
        // Its own bound is final, and what it has not decoded yet goes to the one in its place.
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

    /** Sends a text message; it is small, so it is always taken. */
    void sendText(String text) {
        if (closing) {
            return;
        }
        if (netty.channel().bytesBeforeWritable() > MAX_PENDING_BYTES) {
            abort(CloseStatus.LOST);
            return;
        }
        write(new TextWebSocketFrame(text));
    }

    /** Sends a binary message of this array, which must not change; false if the queue is full. */
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
     * Closes after what was sent before: the client has 3 s to take it and to answer. The listener
     * hears nothing more.
     */
    void close(int code) {
        if (closing) {
            return;
        }
        told = true;
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
            case MessageAssembler.Text(String text) -> tell(user -> user.onText(text));
            case MessageAssembler.Binary(byte[] bytes) -> tell(user -> user.onBinary(bytes));
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
            tell(WebSocketListener::onPong);
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
        int code = named ? frame.content().getUnsignedShort(0) : CloseStatus.NONE;
        if (named && !CloseStatus.mayBeReceived(code)) {
            fail(CloseCode.PROTOCOL_ERROR.code());
            return;
        }
        beginClosing(FAILING_MS);
        CloseWebSocketFrame answer =
                named ? new CloseWebSocketFrame(code, "") : new CloseWebSocketFrame();
        netty.writeAndFlush(answer).addListener(_ -> endOutput());
        tellClosed(code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            fail(violation.closeStatus().code());
        } else if (cause instanceof IOException) {
            abort(CloseStatus.LOST);
        } else {
            log.error("event=websocket_fault cause={}", Fault.describe(cause));
            fail(CloseCode.INTERNAL_ERROR.code());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        assembler.clear();
        tellClosed(CloseStatus.LOST);
        ctx.fireChannelInactive();
    }

    /** Fails the connection: says why, ends our direction, and discards what still comes. */
    private void fail(int code) {
        if (closing) {
            return;
        }
        beginClosing(FAILING_MS);
        netty.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(_ -> endOutput());
        tellClosed(code);
    }

    /** Ends the connection without a word. */
    private void abort(int code) {
        closing = true;
        assembler.clear();
        endTcp();
        tellClosed(code);
    }

    private void beginClosing(long deadlineMs) {
        closing = true;
        assembler.clear();
        Channel channel = netty.channel();
        var deadline =
                channel.eventLoop().schedule(this::endTcp, deadlineMs, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }

    private void tellClosed(int code) {
        if (!told && listener != null) {
            told = true;
            tell(user -> user.onClosed(code));
        }
    }

    /** Calls the listener on its context; a fault in there ends this connection and no other. */
    private void tell(Consumer<WebSocketListener> call) {
        WebSocketListener user = listener;
        if (user == null) {
            return;
        }
        context.dispatch(
                () -> {
                    try {
                        call.accept(user);
                    } catch (RuntimeException fault) {
                        exceptionCaught(netty, fault);
                    }
                });
    }

    /** Ends our direction: ending both at once would let a reset overtake the close frame. */
    private void endOutput() {
        var _ = ((DuplexChannel) netty.channel()).shutdownOutput();
    }

    private void endTcp() {
        // Not the channel's own close(), in whose way Vert.x would send a close frame as well.
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
