package com.ieltsaiprep.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Meters of the gateway: counters, timers and gauges in a Micrometer registry. Methods take names
 * and numbers only, so that nothing that a candidate says can get into a meter. Thread-safe.
 */
public final class GatewayMetrics {
    /** Name of the gauge of conversations that this node has admitted and that are not over. */
    public static final String CONVERSATIONS = "gateway.conversations";

    /** Name of the counter of answered requests to the public port; tag {@code result}. */
    public static final String UPGRADES = "gateway.upgrades";

    /** Name of the counter of closed WebSocket connections; tag {@code code}, the close code. */
    public static final String CONNECTIONS_CLOSED = "gateway.connections.closed";

    /**
     * Name of the counter of WebSocket messages; tags {@code type} and {@code direction} ({@code
     * in} from clients, {@code out} to clients).
     */
    public static final String MESSAGES = "gateway.messages";

    /**
     * Name of the summary of buffered audio and text, bytes: the maximum of all conversations of an
     * event loop, sampled each second.
     */
    public static final String HELD_BYTES = "gateway.held.bytes";

    /** Name of the timer of event-loop lag: how late the 20 ms ticks of the event loops run. */
    public static final String EVENT_LOOP_LAG = "gateway.event.loop.lag";

    /** Name of the counter of microphone frames that Nova Sonic did not get; tag {@code reason}. */
    public static final String MICROPHONE_LOST = "gateway.microphone.lost";

    /**
     * Name of the timer of the examiner's response time: from when a reply becomes due, normally
     * when the transcript of the candidate's turn arrives, to its first audio.
     */
    public static final String REPLY_DELAY = "gateway.reply.delay";

    /** Name of the counter of barge-ins: the candidate speaks over a reply and cuts it off. */
    public static final String BARGE_INS = "gateway.barge.ins";

    /**
     * Name of the counter of failed streams to Nova Sonic: streams that were open, and standby
     * streams that could not be opened; tags {@code kind} and {@code cause} of the failure.
     */
    public static final String STREAMS_FAILED = "gateway.streams.failed";

    /**
     * Name of the counter of failed attempts to open a stream to Nova Sonic; tags {@code kind} and
     * {@code cause} of the failure.
     */
    public static final String STREAM_OPENINGS_FAILED = "gateway.stream.openings.failed";

    /** Name of the timer of opening a stream to Nova Sonic, from the first attempt to success. */
    public static final String STREAM_OPENING = "gateway.stream.opening";

    /** Name of the gauge of open streams to Nova Sonic. */
    public static final String STREAMS = "gateway.streams";

    /**
     * Name of the counter of JSON exchanged with Nova Sonic, bytes; tag {@code direction} ({@code
     * out} to Nova Sonic, {@code in} from Nova Sonic).
     */
    public static final String SONIC_BYTES = "gateway.sonic.bytes";

    /**
     * Name of the counter of tokens that Nova Sonic charged; tags {@code direction} ({@code in} or
     * {@code out}) and {@code medium} ({@code speech} or {@code text}).
     */
    public static final String TOKENS = "gateway.tokens";

    /** Name of the counter of the model's tool calls; tag {@code accepted}, true or false. */
    public static final String TOOL_CALLS = "gateway.tool.calls";

    /** Name of the counter of events from Nova Sonic whose type this version does not know. */
    public static final String UNKNOWN_EVENTS = "gateway.events.unknown";

    /**
     * Name of the counter of stream rotations, in which a new stream to Nova Sonic becomes active;
     * tag {@code reason}.
     */
    public static final String STREAM_ROTATIONS = "gateway.stream.rotations";

    /** Name of the counter of clients' requests to resume a conversation; tag {@code result}. */
    public static final String RESUMPTIONS = "gateway.resumptions";

    /**
     * Name of the counter of connections whose rating changed; tag {@code quality}, the new rating.
     */
    public static final String CONNECTION_QUALITY = "gateway.connection.quality";

    /** Name of the counter of this node's claims to own a conversation; tag {@code result}. */
    public static final String OWNERSHIP_CLAIMS = "gateway.ownership.claims";

    /** Name of the counter of conversations that a newer claim took over from this node. */
    public static final String OWNERSHIP_LOST = "gateway.ownership.lost";

    /** Counter of conversations that the API ended: sign-out everywhere, deletion, new session. */
    public static final String OWNERSHIP_REVOKED = "gateway.ownership.revoked";

    private final MeterRegistry registry;
    private final DistributionSummary heldBytes;
    private final Timer eventLoopLag;
    private final Counter sonicSent;
    private final Counter sonicReceived;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<String, Counter> upgrades = new ConcurrentHashMap<>();
    private final Map<String, Counter> closes = new ConcurrentHashMap<>();
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<String, Counter> sent = new ConcurrentHashMap<>();

    /**
     * Creates the gateway's meters in a Micrometer registry.
     *
     * @param registry receives the meters; meters with tags are registered at their first use
     */
    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.heldBytes = DistributionSummary.builder(HELD_BYTES).register(registry);
        this.eventLoopLag = Timer.builder(EVENT_LOOP_LAG).register(registry);
        this.sonicSent = registry.counter(SONIC_BYTES, "direction", "out");
        this.sonicReceived = registry.counter(SONIC_BYTES, "direction", "in");
        Gauge.builder(STREAMS, streams, AtomicInteger::get).register(registry);
    }

    /**
     * Registers the gauge {@link #CONVERSATIONS}.
     *
     * @param conversations returns the current number of conversations; called on any thread, and
     *     strongly referenced by the registry
     */
    public void registerConversations(IntSupplier conversations) {
        Gauge.builder(CONVERSATIONS, conversations, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Counts an answered HTTP request to the public port.
     *
     * @param result {@code upgraded} to a WebSocket, {@code probe} (latency probe), {@code failed}
     *     (upgrade that broke off), or a refusal such as {@code full} (no capacity)
     */
    public void onUpgrade(String result) {
        upgrades.computeIfAbsent(result, name -> registry.counter(UPGRADES, "result", name))
                .increment();
    }

    /**
     * Counts a closed WebSocket connection by its close code in decimal: 1005 if the client's close
     * frame had none, 1006 if the connection was lost, {@code other} for a code that the gateway
     * does not use.
     */
    public void onConnectionClosed(String code) {
        closes.computeIfAbsent(code, name -> registry.counter(CONNECTIONS_CLOSED, "code", name))
                .increment();
    }

    /**
     * Counts a WebSocket message from a client by its protocol type: {@code audio} for an audio
     * frame, {@code unknown} for a message that could not be read.
     */
    public void onMessageReceived(String type) {
        received.computeIfAbsent(type, name -> messages(name, "in")).increment();
    }

    /**
     * Counts a WebSocket message to a client by its protocol type, {@code audio} for an audio
     * frame.
     */
    public void onMessageSent(String type) {
        sent.computeIfAbsent(type, name -> messages(name, "out")).increment();
    }

    /**
     * Records the size of the audio and text held by the largest conversation of an event loop,
     * bytes.
     */
    public void recordHeldBytes(long bytes) {
        heldBytes.record((double) bytes);
    }

    /** Records the lag of an event loop: how late one of its 20 ms ticks ran, µs. */
    public void recordEventLoopLag(long us) {
        eventLoopLag.record(us, TimeUnit.MICROSECONDS);
    }

    /**
     * Counts microphone frames that were dropped before they reached Nova Sonic.
     *
     * @param reason {@code silence_skipped} (silence, dropped to catch up after a stall) or {@code
     *     too_old} (any other loss)
     */
    public void onMicrophoneLoss(String reason, int frames) {
        registry.counter(MICROPHONE_LOST, "reason", reason).increment(frames);
    }

    /**
     * Records the examiner's response time, µs: from when a reply becomes due, normally when the
     * transcript of the candidate's turn arrives, to its first audio.
     */
    public void recordReplyDelay(long us) {
        registry.timer(REPLY_DELAY).record(us, TimeUnit.MICROSECONDS);
    }

    /** Counts a barge-in: the candidate spoke over a reply and cut it off. */
    public void onBargeIn() {
        registry.counter(BARGE_INS).increment();
    }

    /**
     * Counts a failed stream to Nova Sonic: a stream that was open, or a standby stream that could
     * not be opened.
     *
     * @param kind {@code transient}, {@code expired}, {@code rejected} or {@code capacity}
     * @param cause name of the error, such as an exception's class; never its message
     */
    public void onStreamFailed(String kind, String cause) {
        registry.counter(STREAMS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /**
     * Counts a failed attempt to open a stream to Nova Sonic.
     *
     * @param kind {@code transient}, {@code expired}, {@code rejected} or {@code capacity}
     * @param cause name of the error, such as an exception's class; never its message
     */
    public void onStreamOpeningFailed(String kind, String cause) {
        registry.counter(STREAM_OPENINGS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /** Counts a stream to Nova Sonic as open, and records how long its opening took, µs. */
    public void onStreamOpened(long us) {
        registry.timer(STREAM_OPENING).record(us, TimeUnit.MICROSECONDS);
        streams.incrementAndGet();
    }

    /**
     * Counts a stream rotation: a new stream to Nova Sonic became the active one of its
     * conversation.
     *
     * @param reason {@code after_loss} (first stream, or the previous one failed), {@code
     *     in_silence} (neither side spoke), {@code mid_turn} (within the candidate's turn) or
     *     {@code forced} (age limit)
     */
    public void onStreamRotated(String reason) {
        registry.counter(STREAM_ROTATIONS, "reason", reason).increment();
    }

    /**
     * Counts a client's request to resume a conversation.
     *
     * @param result {@code reattached} if this node still had the conversation, {@code taken_over}
     *     if it was restored from the client's capsule (encrypted conversation state), otherwise
     *     the error code of the refusal in lower case
     */
    public void onResume(String result) {
        registry.counter(RESUMPTIONS, "result", result).increment();
    }

    /** Counts a connection whose quality rating became {@code ok}, {@code slow} or {@code bad}. */
    public void onConnectionQuality(String quality) {
        registry.counter(CONNECTION_QUALITY, "quality", quality).increment();
    }

    /** Reduces the number of open streams to Nova Sonic by one, after an open stream has ended. */
    public void onStreamClosed() {
        streams.decrementAndGet();
    }

    /** Counts the bytes of JSON of an event that was sent to Nova Sonic. */
    public void onSonicSent(int bytes) {
        sonicSent.increment(bytes);
    }

    /** Counts the bytes of JSON of an event that was received from Nova Sonic. */
    public void onSonicReceived(int bytes) {
        sonicReceived.increment(bytes);
    }

    /**
     * Counts tokens that Nova Sonic charged.
     *
     * @param direction {@code in} for tokens sent to the model, {@code out} for tokens it generated
     * @param medium {@code speech} or {@code text}
     */
    public void onTokensUsed(String direction, String medium, long count) {
        registry.counter(TOKENS, "direction", direction, "medium", medium)
                .increment((double) count);
    }

    /** Counts a tool call of the model, which the interview accepted or rejected. */
    public void onToolCall(boolean accepted) {
        registry.counter(TOOL_CALLS, "accepted", String.valueOf(accepted)).increment();
    }

    /** Counts an event from Nova Sonic whose type this version of the gateway does not know. */
    public void onUnknownEvent() {
        registry.counter(UNKNOWN_EVENTS).increment();
    }

    /**
     * Counts the outcome of a claim of this node to own a conversation.
     *
     * @param result {@code granted}, {@code granted_locally} (Redis did not answer), {@code
     *     superseded} (a newer capsule exists) or {@code finished} (the conversation is over)
     */
    public void onOwnershipClaim(String result) {
        registry.counter(OWNERSHIP_CLAIMS, "result", result).increment();
    }

    /** Counts a conversation of this node that a newer claim took over. */
    public void onOwnershipLost() {
        registry.counter(OWNERSHIP_LOST).increment();
    }

    /** Counts a conversation of this node that the API ended, such as by a sign-out everywhere. */
    public void onOwnershipRevoked() {
        registry.counter(OWNERSHIP_REVOKED).increment();
    }

    private Counter messages(String type, String direction) {
        return registry.counter(MESSAGES, "type", type, "direction", direction);
    }
}
