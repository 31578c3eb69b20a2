package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;

import java.util.ArrayDeque;

/**
 * One direction of a TCP connection: ordered, delayed, sometimes stalled, and lossy only when the
 * connection breaks.
 */
final class NetworkPipe {
    private final VirtualTimeScheduler scheduler;
    private final RandomStream random;
    private final NetworkConditions conditions;
    private final SimulatedProcess receiver;
    private final ArrayDeque<Packet> packets = new ArrayDeque<>();
    private long newestUs;
    private long stalledUntilUs;
    private int bytesInFlight;
    private boolean deliveryScheduled;
    private boolean dropping;

    private record Packet(long arrivesUs, int bytes, Runnable onArrival) {}

    NetworkPipe(
            VirtualTimeScheduler scheduler,
            RandomStream random,
            NetworkConditions conditions,
            SimulatedProcess receiver) {
        this.scheduler = scheduler;
        this.random = random;
        this.conditions = conditions;
        this.receiver = receiver;
    }

    void send(int size, Runnable onArrival) {
        bytesInFlight += size;
        if (dropping) {
            return;
        }
        newestUs = Math.max(newestUs, scheduler.nowUs() + conditions.delayUs(random));
        newestUs += conditions.transmissionUs(size);
        packets.add(new Packet(newestUs, size, onArrival));
        deliverAt(newestUs);
    }

    /** Delivers nothing for a while. */
    void stall(long forUs) {
        stalledUntilUs = Math.max(stalledUntilUs, scheduler.nowUs() + forUs);
    }

    /** Drops all data from now on, silently. */
    void dropAll() {
        dropping = true;
        packets.clear();
    }

    /** Returns the number of bytes that were sent and not delivered. */
    int bytesInFlight() {
        return bytesInFlight;
    }

    private void deliverAt(long timeUs) {
        if (!deliveryScheduled) {
            deliveryScheduled = true;
            scheduler.scheduleAt(Math.max(timeUs, stalledUntilUs), this::deliverDue);
        }
    }

    private void deliverDue() {
        deliveryScheduled = false;
        while (!packets.isEmpty() && nextArrivalUs() <= scheduler.nowUs()) {
            Packet packet = packets.remove();
            bytesInFlight -= packet.bytes;
            receiver.run(packet.onArrival);
        }
        if (!packets.isEmpty()) {
            deliverAt(nextArrivalUs());
        }
    }

    private long nextArrivalUs() {
        return Math.max(packets.element().arrivesUs, stalledUntilUs);
    }
}
