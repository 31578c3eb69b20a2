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
 * The gateway's own meters. Safe for all threads; takes names and numbers only, so nothing that
 * anybody said can get into a meter.
 */
public final class GatewayMetrics {
    /** Gauge: conversations on this node. */
    public static final String CONVERSATIONS = "gateway.conversations";

    /** Counter by {@code result}: answers to requests to upgrade. */
    public static final String UPGRADES = "gateway.upgrades";

    /** Counter by {@code code}, {@code other} for clients' own: connections that are over. */
    public static final String CLOSE = "gateway.close";

    /** Counter by {@code type} and {@code direction} ({@code in}, {@code out}): messages. */
    public static final String MESSAGES = "gateway.messages";

    /** Summary: the most that any conversation of an event loop holds, sampled each second. */
    public static final String HELD_BYTES = "gateway.held.bytes";

    /** Timer: how much later than due the event loops' ticks come. */
    public static final String LOOP_LAG = "gateway.loop.lag";

    /** Counter by {@code reason}: microphone frames that Maya did not hear. */
    public static final String MICROPHONE_LOST = "gateway.microphone.lost";

    /** Timer: from the end of the candidate's turn, as Maya heard it, to her first audio. */
    public static final String REPLY_DELAY = "gateway.reply.delay";

    /** Counter: replies cut off by the candidate. */
    public static final String INTERRUPTIONS = "gateway.interruptions";

    /** Counter by {@code kind} and {@code cause}: streams to Sonic that failed when open. */
    public static final String STREAMS_FAILED = "gateway.streams.failed";

    /** Counter by {@code kind} and {@code cause}: attempts to open a stream that failed. */
    public static final String OPENINGS_FAILED = "gateway.openings.failed";

    /** Timer: from asking for a stream to having it, retries included. */
    public static final String OPENING = "gateway.opening";

    /** Gauge: streams to Sonic that are open. */
    public static final String STREAMS = "gateway.streams";

    /** Counter by {@code direction}: bytes of events' JSON to and from Sonic. */
    public static final String SONIC_BYTES = "gateway.sonic.bytes";

    /** Counter by {@code direction} and {@code medium}: tokens that Sonic charged. */
    public static final String TOKENS = "gateway.tokens";

    /** Counter by {@code accepted}: calls of tools. */
    public static final String TOOLS = "gateway.tools";

    /** Counter: events of Sonic's that this version does not know; the log has their names. */
    public static final String UNKNOWN_EVENTS = "gateway.events.unknown";

    /** Counter by {@code reason}: streams that took over, and why. */
    public static final String STREAM_ROTATIONS = "gateway.stream.rotations";

    /** Counter by {@code result}: clients that came back, or why they could not. */
    public static final String RESUMPTIONS = "gateway.resumptions";

    /** Counter by {@code quality}: connections that became so. */
    public static final String CONNECTION_QUALITY = "gateway.connection.quality";

    /** Counter by {@code result}: conversations that this node asked for. */
    public static final String CLAIMS = "gateway.claims";

    /** Counter: conversations of this node's that another connection took over. */
    public static final String TAKEN_OVER = "gateway.taken.over";

    private final MeterRegistry registry;
    private final DistributionSummary heldBytes;
    private final Timer loopLag;
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
        this.loopLag = Timer.builder(LOOP_LAG).register(registry);
        this.sonicSent = registry.counter(SONIC_BYTES, "direction", "out");
        this.sonicReceived = registry.counter(SONIC_BYTES, "direction", "in");
        Gauge.builder(STREAMS, streams, AtomicInteger::get).register(registry);
    }

    /** Shows the number of conversations; the supplier is held strongly. */
    public void showConversations(IntSupplier conversations) {
        Gauge.builder(CONVERSATIONS, conversations, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /** A request to upgrade was answered. */
    public void upgrade(String result) {
        upgrades.computeIfAbsent(result, name -> registry.counter(UPGRADES, "result", name))
                .increment();
    }

    /** A connection is over. */
    public void close(String code) {
        closes.computeIfAbsent(code, name -> registry.counter(CLOSE, "code", name)).increment();
    }

    /** A message came in. */
    public void received(String type) {
        received.computeIfAbsent(type, name -> messages(name, "in")).increment();
    }

    /** A message was sent. */
    public void sent(String type) {
        sent.computeIfAbsent(type, name -> messages(name, "out")).increment();
    }

    /** The most that one conversation of a loop holds. */
    public void heldBytes(long bytes) {
        heldBytes.record((double) bytes);
    }

    /** A loop's tick came so much later than due. */
    public void loopLag(long us) {
        loopLag.record(us, TimeUnit.MICROSECONDS);
    }

    /** Frames were left out. */
    public void microphoneLost(String reason, int frames) {
        registry.counter(MICROPHONE_LOST, "reason", reason).increment(frames);
    }

    /** Maya began to answer. */
    public void replyDelay(long us) {
        registry.timer(REPLY_DELAY).record(us, TimeUnit.MICROSECONDS);
    }

    /** The candidate cut Maya off. */
    public void interruption() {
        registry.counter(INTERRUPTIONS).increment();
    }

    /** An open stream failed. */
    public void streamFailed(String kind, String cause) {
        registry.counter(STREAMS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /** An attempt to open a stream failed. */
    public void openingFailed(String kind, String cause) {
        registry.counter(OPENINGS_FAILED, "kind", kind, "cause", cause).increment();
    }

    /** A stream is open. */
    public void streamOpened(long us) {
        registry.timer(OPENING).record(us, TimeUnit.MICROSECONDS);
        streams.incrementAndGet();
    }

    /** A stream took over. */
    public void streamRotation(String reason) {
        registry.counter(STREAM_ROTATIONS, "reason", reason).increment();
    }

    /** A client came back, or could not. */
    public void resumption(String result) {
        registry.counter(RESUMPTIONS, "result", result).increment();
    }

    /** A connection became better or worse. */
    public void connectionQuality(String quality) {
        registry.counter(CONNECTION_QUALITY, "quality", quality).increment();
    }

    /** A stream is no longer open. */
    public void streamClosed() {
        streams.decrementAndGet();
    }

    /** An event went to Sonic. */
    public void sonicSent(int bytes) {
        sonicSent.increment(bytes);
    }

    /** An event came from Sonic. */
    public void sonicReceived(int bytes) {
        sonicReceived.increment(bytes);
    }

    /** Sonic charged tokens. */
    public void tokens(String direction, String medium, long count) {
        registry.counter(TOKENS, "direction", direction, "medium", medium)
                .increment((double) count);
    }

    /** Maya called a tool. */
    public void tool(boolean accepted) {
        registry.counter(TOOLS, "accepted", String.valueOf(accepted)).increment();
    }

    /** Sonic sent an event that is not known here. */
    public void unknownEvent() {
        registry.counter(UNKNOWN_EVENTS).increment();
    }

    /** A conversation was asked for. */
    public void claim(String result) {
        registry.counter(CLAIMS, "result", result).increment();
    }

    /** A conversation was taken over. */
    public void takenOver() {
        registry.counter(TAKEN_OVER).increment();
    }

    private Counter messages(String type, String direction) {
        return registry.counter(MESSAGES, "type", type, "direction", direction);
    }
}
