package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I8, first half: capsule counters increase, at the gateway and at the device. A claim names the
 * capsule it rests on; a take-over goes on with a higher generation.
 */
final class CapsuleCountersIncrease implements SimulationObserver {
    private final OwnershipTracker ownership;
    private final Map<ConversationOwner, Long> sealed = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();

    CapsuleCountersIncrease(OwnershipTracker ownership) {
        this.ownership = ownership;
    }

    @Override
    public void onCapsuleSealed(NodeEventLoop loop, Capsule capsule) {
        ConversationOwner owner = ownership.ownerAt(loop, capsule.sessionId());
        if (owner == null) {
            throw new InvariantViolation("I8", "a capsule without an owner");
        }
        Capsule resumedFrom = owner.capsule();
        long before = sealed.getOrDefault(owner, resumedFrom == null ? 0 : resumedFrom.counter());
        long generation = resumedFrom == null ? 0 : resumedFrom.generation();
        if (capsule.counter() <= before || capsule.generation() <= generation) {
            throw new InvariantViolation("I8", capsule + " after " + before + " of " + resumedFrom);
        }
        sealed.put(owner, capsule.counter());
    }

    @Override
    public void onMessageReceived(SimulatedDevice device, ServerMessage message) {
        if (message instanceof ServerMessage.Capsule(long counter, _)) {
            String key = device.number() + " " + device.conversation().sessionId();
            Long before = received.put(key, counter);
            if (before != null && counter <= before) {
                throw new InvariantViolation(
                        "I8", "capsule " + counter + " received after " + before);
            }
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Resumed && ownership.resumeCapsule(socket) == null) {
            throw new InvariantViolation("I8", "resumed without a capsule");
        }
    }
}
