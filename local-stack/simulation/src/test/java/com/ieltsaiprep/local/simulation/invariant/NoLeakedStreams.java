package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashSet;
import java.util.Set;

/**
 * I5 and I6: no stream leaks. A conversation has at most two streams on a node, each ends exactly
 * once, and none is left 5 s after the conversation ended there or at the end of the run. Leases
 * will be counted like the streams, one each.
 */
final class NoLeakedStreams implements SimulationObserver {
    private static final int MAX_STREAMS = 2;
    private static final long CLOSE_TIMEOUT_US = 5_000_000;

    /** Time after a disconnect or a slow client: 30 s in which it may resume, and the timeout. */
    private static final long DISCONNECT_TIMEOUT_US = 30_000_000 + CLOSE_TIMEOUT_US;

    private final VirtualTimeScheduler scheduler;
    private final SimulatedWorld world;
    private final OwnershipTracker ownership;
    private final Set<Integer> closedStreams = new HashSet<>();
    private int openedStreams;

    NoLeakedStreams(
            VirtualTimeScheduler scheduler, SimulatedWorld world, OwnershipTracker ownership) {
        this.scheduler = scheduler;
        this.world = world;
        this.ownership = ownership;
    }

    @Override
    public void onStreamOpened(SimulatedSonicStream stream) {
        openedStreams++;
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        if (event instanceof SonicInput.PromptStart) {
            ConversationOwner owner = ownership.ownerOf(stream);
            if (owner == null || open(owner) > MAX_STREAMS) {
                throw new InvariantViolation("I5", "too many streams of " + owner);
            }
        }
    }

    @Override
    public void onStreamClosed(SimulatedSonicStream stream, StreamEnd end) {
        if (!closedStreams.add(stream.number())) {
            throw new InvariantViolation("I5", stream + " ended twice");
        }
    }

    @Override
    public void onSocketClosed(SimulatedSocket socket, CloseCode code) {
        expectEnd(socket, code == CloseCode.TOO_SLOW ? DISCONNECT_TIMEOUT_US : CLOSE_TIMEOUT_US);
    }

    @Override
    public void onClientGone(SimulatedSocket socket) {
        expectEnd(socket, DISCONNECT_TIMEOUT_US);
    }

    private void expectEnd(SimulatedSocket socket, long timeoutUs) {
        ConversationOwner owner = ownership.ownerOf(socket);
        if (owner != null && owner.socket() == socket) {
            scheduler.scheduleAfter(timeoutUs, () -> check(owner, socket, timeoutUs));
        }
    }

    private void check(ConversationOwner owner, SimulatedSocket socket, long timeoutUs) {
        boolean continued = owner.socket() != socket || socket.loop().node().isStopped();
        if (continued || open(owner) == 0) {
            return;
        }
        if (socket.loop().node().runningForUs() < timeoutUs) {
            scheduler.scheduleAfter(timeoutUs, () -> check(owner, socket, timeoutUs));
            return;
        }
        throw new InvariantViolation("I5", "streams left of " + owner);
    }

    private long open(ConversationOwner owner) {
        return world.sonic().streams().stream()
                .filter(it -> ownership.ownerOf(it) == owner)
                .count();
    }

    @Override
    public void onSimulationEnd() {
        int open = world.sonic().streams().size();
        if (!world.isIdle() || openedStreams != closedStreams.size() + open) {
            throw new InvariantViolation(
                    "I6",
                    openedStreams
                            + " streams opened, "
                            + closedStreams.size()
                            + " ended, not at rest");
        }
    }
}
