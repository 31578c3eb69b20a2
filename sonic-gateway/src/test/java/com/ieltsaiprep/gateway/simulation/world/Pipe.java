package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;

import java.util.ArrayDeque;

/**
 * One direction of a connection, as TCP has it: in order, late, sometimes stalled, and lost only
 * with the connection.
 */
final class Pipe {
    private final Timeline timeline;
    private final Chance chance;
    private final Network network;
    private final Actor receiver;
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
    private long newestUs;
    private long stalledUntilUs;
    private int bytes;
    private boolean pumping;
    private boolean dead;

    private record Parcel(long arrivesUs, int bytes, Runnable arrival) {}

    Pipe(Timeline timeline, Chance chance, Network network, Actor receiver) {
        this.timeline = timeline;
        this.chance = chance;
        this.network = network;
        this.receiver = receiver;
    }

    void send(int size, Runnable arrival) {
        bytes += size;
        if (dead) {
            return;
        }
        newestUs = Math.max(newestUs, timeline.nowUs() + network.delayUs(chance));
        newestUs += network.transmissionUs(size);
        parcels.add(new Parcel(newestUs, size, arrival));
        pumpAt(newestUs);
    }

    /** Nothing arrives for a while. */
    void stall(long forUs) {
        stalledUntilUs = Math.max(stalledUntilUs, timeline.nowUs() + forUs);
    }

    /** Nothing arrives any more, and nothing says so. */
    void die() {
        dead = true;
        parcels.clear();
    }

    /** What has been sent and has not arrived. */
    int bytesUnderWay() {
        return bytes;
    }

    private void pumpAt(long timeUs) {
        if (!pumping) {
            pumping = true;
            timeline.at(Math.max(timeUs, stalledUntilUs), this::pump);
        }
    }

    private void pump() {
        pumping = false;
        while (!parcels.isEmpty() && due() <= timeline.nowUs()) {
            Parcel parcel = parcels.remove();
            bytes -= parcel.bytes;
            receiver.run(parcel.arrival);
        }
        if (!parcels.isEmpty()) {
            pumpAt(due());
        }
    }

    private long due() {
        return Math.max(parcels.element().arrivesUs, stalledUntilUs);
    }
}
