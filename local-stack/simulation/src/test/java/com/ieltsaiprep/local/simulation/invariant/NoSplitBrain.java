package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.world.FaultKind;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I8, second half: no split brain: of two owners of a conversation the later one wins. While the
 * registry answers, no generation is granted twice, and soon after a grant no other owner sends
 * reply audio.
 */
final class NoSplitBrain implements SimulationObserver {
    private static final long TAKEOVER_TIMEOUT_US = 2_500_000;

    private final VirtualTimeScheduler scheduler;
    private final Map<String, Grant> grants = new HashMap<>();
    private boolean registryFailed;

    private record Grant(NodeEventLoop loop, long generation, long atUs) {}

    NoSplitBrain(VirtualTimeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onFault(InjectedFault fault) {
        registryFailed |=
                fault.kind() == FaultKind.FLUSH
                        || fault.kind() == FaultKind.REGISTRY_AWAY
                        || fault.kind() == FaultKind.REGISTRY_SLOW;
    }

    /**
     * Remembers the grant with the highest generation, since answers of the registry may overtake
     * one another.
     */
    @Override
    public void onOwnershipGranted(NodeEventLoop loop, String sessionId, long generation) {
        Grant newest = grants.get(sessionId);
        if (newest != null && generation == newest.generation && !registryFailed) {
            throw new InvariantViolation("I8", "generation " + generation + " was granted twice");
        }
        if (newest == null || generation >= newest.generation) {
            grants.put(sessionId, new Grant(loop, generation, scheduler.nowUs()));
        }
    }

    @Override
    public void onServerAudio(
            SimulatedSocket socket, int epoch, int frame, byte[] pcm, int from, int length) {
        Grant newest = grants.get(socket.conversation().sessionId());
        if (newest != null
                && newest.loop != socket.loop()
                && !registryFailed
                && scheduler.nowUs() - newest.atUs > TAKEOVER_TIMEOUT_US
                && socket.loop().node().runningForUs() > TAKEOVER_TIMEOUT_US) {
            throw new InvariantViolation(
                    "I8",
                    "reply audio from " + socket.loop() + ", but " + newest.loop + " is the owner");
        }
    }
}
