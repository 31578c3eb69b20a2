package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.HashMap;
import java.util.Map;

/**
 * I8, first half: the counter of capsules rises, at the gateway and at the device; a claim names
 * the capsule that it rests on; who takes a conversation over goes on with a higher generation.
 */
final class CapsulesRise implements Witness {
    private final Holders holders;
    private final Map<Holder, Long> sealed = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();

    CapsulesRise(Holders holders) {
        this.holders = holders;
    }

    @Override
    public void sealed(GatewayLoop loop, Capsule capsule) {
        Holder holder = holders.at(loop, capsule.sessionId());
        if (holder == null) {
            throw new Violation("I8", "a capsule of nobody's conversation");
        }
        Capsule from = holder.capsule();
        long before = sealed.getOrDefault(holder, from == null ? 0 : from.counter());
        long generation = from == null ? 0 : from.generation();
        if (capsule.counter() <= before || capsule.generation() <= generation) {
            throw new Violation("I8", capsule + " after " + before + " of " + from);
        }
        sealed.put(holder, capsule.counter());
    }

    @Override
    public void received(Device device, ServerMessage message) {
        if (message instanceof ServerMessage.Capsule(long counter, _)) {
            String whose = device.number() + " " + device.session().identity().sessionId();
            Long before = received.put(whose, counter);
            if (before != null && counter <= before) {
                throw new Violation("I8", "capsule " + counter + " received after " + before);
            }
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Resumed && holders.capsule(socket) == null) {
            throw new Violation("I8", "resumed without a capsule");
        }
    }
}
