package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I14: demand for output events is bounded, and renewed while there is room for reply audio: no
 * wake-up is lost.
 */
final class NoLostWakeUps implements SimulationObserver {
    private static final long MAX_CREDIT = 64;

    /** Level below which there is always room for more: 25 s of reply audio, bytes. */
    private static final long LOW_WATERMARK_BYTES = 25_000 * 48;

    private static final long WAKE_UP_TIMEOUT_US = 1_000_000;

    private final VirtualTimeScheduler scheduler;
    private final SimulatedWorld world;
    private final OwnershipTracker ownership;
    private final Map<SimulatedSonicStream, Long> withoutDemandUs = new HashMap<>();

    NoLostWakeUps(
            VirtualTimeScheduler scheduler, SimulatedWorld world, OwnershipTracker ownership) {
        this.scheduler = scheduler;
        this.world = world;
        this.ownership = ownership;
    }

    @Override
    public void onRequest(SimulatedSonicStream stream, long count) {
        if (count <= 0 || stream.credit() + count > MAX_CREDIT) {
            throw new InvariantViolation("I14", stream.credit() + " events ahead, then " + count);
        }
    }

    @Override
    public void onTick(SimulatedSocket socket) {
        for (SimulatedSonicStream stream : world.sonic().streams()) {
            if (stream.isLive() && stream.credit() == 0) {
                ConversationOwner owner = ownership.ownerOf(stream);
                if (owner != null && owner.socket() == socket) {
                    check(stream, socket.handle().heldBytes());
                }
            } else {
                withoutDemandUs.remove(stream);
            }
        }
    }

    private void check(SimulatedSonicStream stream, long heldBytes) {
        if (heldBytes >= LOW_WATERMARK_BYTES) {
            withoutDemandUs.remove(stream);
            return;
        }
        long sinceUs = withoutDemandUs.computeIfAbsent(stream, _ -> scheduler.nowUs());
        if (scheduler.nowUs() - sinceUs > WAKE_UP_TIMEOUT_US) {
            throw new InvariantViolation("I14", stream + " has room and no demand");
        }
    }
}
