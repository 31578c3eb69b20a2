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
 * Meters of the gateway. Thread-safe; it accepts names and numbers only, so no content can get into
 * a meter.
 */
public final class GatewayMetrics {
    /** Gauge: conversations on this node. */
    public static final String CONVERSATIONS = "gateway.conversations";

    /** Counter by {@code result}: answers to requests to upgrade. */
    public static final String UPGRADES = "gateway.upgrades";

    /** Counter by {@code code}, {@code other} for clients' own: closed connections. */
    public static final String CONNECTIONS_CLOSED = "gateway.connections.closed";

    /** Counter by {@code type} and {@code direction} ({@code in}, {@code out}): messages. */
    public static final String MESSAGES = "gateway.messages";

    /** Summary: maximum that any conversation of an event loop holds, sampled each second. */
    public static final String HELD_BYTES = "gateway.held.bytes";

    /** Timer: event-loop lag, the delay of the event loops' ticks. */
    public static final String EVENT_LOOP_LAG = "gateway.event.loop.lag";

    /** Counter by {@code reason}: microphone frames that were not sent to Sonic. */
    public static final String MICROPHONE_LOST = "gateway.microphone.lost";

    /** Timer: from the end of the candidate's turn, as Sonic detected it, to the first audio. */
    public static final String REPLY_DELAY = "gateway.reply.delay";

    /** Counter: barge-ins, by which the candidate cut off a reply. */
    public static final String BARGE_INS = "gateway.barge.ins";

    /** Counter by {@code kind} and {@code cause}: open streams to Sonic that failed. */
    public static final String STREAMS_FAILED = "gateway.streams.failed";

    /** Counter by {@code kind} and {@code cause}: attempts to open a stream that failed. */
    public static final String STREAM_OPENINGS_FAILED = "gateway.stream.openings.failed";

    /** Timer: opening of a stream, retries included. */
    public static final String STREAM_OPENING = "gateway.stream.opening";

    /** Gauge: open streams to Sonic. */
    public static final String STREAMS = "gateway.streams";

    /** Counter by {@code direction}: bytes of events' JSON to and from Sonic. */
    public static final String SONIC_BYTES = "gateway.sonic.bytes";

    /** Counter by {@code direction} and {@code medium}: tokens that Sonic charged. */
    public static final String TOKENS = "gateway.tokens";

    /** Counter by {@code accepted}: tool calls. */
    public static final String TOOL_CALLS = "gateway.tool.calls";

    /** Counter: events of Sonic that this version does not know; the log has their names. */
    public static final String UNKNOWN_EVENTS = "gateway.events.unknown";

    /** Counter by {@code reason}: stream rotations. */
    public static final String STREAM_ROTATIONS = "gateway.stream.rotations";

    /** Counter by {@code result}: resume requests. */
    public static final String RESUMPTIONS = "gateway.resumptions";

    /** Counter by {@code quality}: changes of a connection's quality. */
    public static final String CONNECTION_QUALITY = "gateway.connection.quality";

    /** Counter by {@code result}: ownership claims of this node. */
    public static final String OWNERSHIP_CLAIMS = "gateway.ownership.claims";

    /** Counter: ownerships of this node that another claim took over. */
    public static final String OWNERSHIP_LOST = "gateway.ownership.lost";

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

    /** Registers the meters. */
    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.heldBytes = DistributionSummary.builder(HELD_BYTES).register(registry);
        this.eventLoopLag = Timer.builder(EVENT_LOOP_LAG).register(registry);
        this.sonicSent = registry.counter(SONIC_BYTES, "direction", "out");
        this.sonicReceived = registry.counter(SONIC_BYTES, "direction", "in");
        Gauge.builder(STREAMS, streams, AtomicInteger::get).register(registry);
    }

    /** Registers the gauge of conversations; the supplier is held strongly. */
    public void registerConversations(IntSupplier conversations) {
        Gauge.builder(CONVERSATIONS, conversations, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /** Counts an answered upgrade request. */
    public void onUpgrade(String result) {
        upgrades.computeIfAbsent(result, name -> registry.counter(UPGRADES, "result", name))
                .increment();
    }

    /** Counts a closed connection. */
    public void onConnectionClosed(String code) {
        closes.computeIfAbsent(code, name -> registry.counter(CONNECTIONS_CLOSED, "code", name))
                .increment();
    }

    /** Counts a received message. */
    public void onMessageReceived(String type) {
        received.computeIfAbsent(type, name -> messages(name, "in")).increment();
    }

    /** Counts a sent message. */
    public void onMessageSent(String type) {
        sent.computeIfAbsent(type, name -> messages(name, "out")).increment();
    }

    /** Records the maximum that one conversation of a loop holds. */
    public void recordHeldBytes(long bytes) {
        heldBytes.record((double) bytes);
    }

    /** Records the lag of an event loop. */
    public void recordEventLoopLag(long us) {
        eventLoopLag.record(us, TimeUnit.MICROSECONDS);
    }

    /** Counts microphone frames that were dropped. */
    public void onMicrophoneLoss(String reason, int frames) {
        registry.counter(MICROPHONE_LOST, "reason", reason).increment(frames);
    }

    /** Records the delay of a reply. */
    public void recordReplyDelay(long us) {
        registry.timer(REPLY_DELAY).record(us, TimeUnit.MICROSECONDS);
    }

    /** Counts a barge-in. */
    public void onBargeIn() {
        registry.counter(BARGE_INS).increment();
    }

    /** Counts an open stream that failed. */
    public void onStreamFailed(String kind, String cause) {
        registry.counter(STREAMS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /** Counts an attempt to open a stream that failed. */
    public void onStreamOpeningFailed(String kind, String cause) {
        registry.counter(STREAM_OPENINGS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /** Counts an open stream and records the duration of its opening. */
    public void onStreamOpened(long us) {
        registry.timer(STREAM_OPENING).record(us, TimeUnit.MICROSECONDS);
        streams.incrementAndGet();
    }

    /** Counts a stream rotation. */
    public void onStreamRotated(String reason) {
        registry.counter(STREAM_ROTATIONS, "reason", reason).increment();
    }

    /** Counts a resume request. */
    public void onResume(String result) {
        registry.counter(RESUMPTIONS, "result", result).increment();
    }

    /** Counts a change of a connection's quality. */
    public void onConnectionQuality(String quality) {
        registry.counter(CONNECTION_QUALITY, "quality", quality).increment();
    }

    /** Counts down the open streams. */
    public void onStreamClosed() {
        streams.decrementAndGet();
    }

    /** Counts the bytes of an event to Sonic. */
    public void onSonicSent(int bytes) {
        sonicSent.increment(bytes);
    }

    /** Counts the bytes of an event from Sonic. */
    public void onSonicReceived(int bytes) {
        sonicReceived.increment(bytes);
    }

    /** Counts tokens that Sonic charged. */
    public void onTokensUsed(String direction, String medium, long count) {
        registry.counter(TOKENS, "direction", direction, "medium", medium)
                .increment((double) count);
    }

    /** Counts a tool call. */
    public void onToolCall(boolean accepted) {
        registry.counter(TOOL_CALLS, "accepted", String.valueOf(accepted)).increment();
    }

    /** Counts an unknown event from Sonic. */
    public void onUnknownEvent() {
        registry.counter(UNKNOWN_EVENTS).increment();
    }

    /** Counts an ownership claim. */
    public void onOwnershipClaim(String result) {
        registry.counter(OWNERSHIP_CLAIMS, "result", result).increment();
    }

    /** Counts a lost ownership. */
    public void onOwnershipLost() {
        registry.counter(OWNERSHIP_LOST).increment();
    }

    private Counter messages(String type, String direction) {
        return registry.counter(MESSAGES, "type", type, "direction", direction);
    }
}
