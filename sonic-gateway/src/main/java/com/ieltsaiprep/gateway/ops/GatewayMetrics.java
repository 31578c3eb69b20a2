package com.ieltsaiprep.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    /** Counter by {@code code}: connections that are over. */
    public static final String CLOSE = "gateway.close";

    /** Counter by {@code type} and {@code direction} ({@code in}, {@code out}): messages. */
    public static final String MESSAGES = "gateway.messages";

    /** Summary: the most that any conversation of an event loop holds, sampled each second. */
    public static final String HELD_BYTES = "gateway.held.bytes";

    /** Timer: how much later than due the event loops' ticks come. */
    public static final String LOOP_LAG = "gateway.loop.lag";

    private final MeterRegistry registry;
    private final DistributionSummary heldBytes;
    private final Timer loopLag;
    private final Map<String, Counter> upgrades = new ConcurrentHashMap<>();
    private final Map<Integer, Counter> closes = new ConcurrentHashMap<>();
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<String, Counter> sent = new ConcurrentHashMap<>();

    /** Registers the meters. */
    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.heldBytes = DistributionSummary.builder(HELD_BYTES).register(registry);
        this.loopLag = Timer.builder(LOOP_LAG).register(registry);
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
    public void close(int code) {
        closes.computeIfAbsent(
                        code, number -> registry.counter(CLOSE, "code", String.valueOf(number)))
                .increment();
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

    private Counter messages(String type, String direction) {
        return registry.counter(MESSAGES, "type", type, "direction", direction);
    }
}
