package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.LocalConversations;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.local.simulation.sonic.SimulatedEventLoop;

import java.util.ArrayList;
import java.util.List;

/** Event loop of a node, with its connections and conversations. */
public final class NodeEventLoop implements SimulatedEventLoop {
    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final int number;
    private final ConversationFactory conversations;
    private final List<SimulatedSocket> sockets = new ArrayList<>();

    NodeEventLoop(SimulatedWorld world, SimulatedNode node, int number) {
        this.world = world;
        this.node = node;
        this.number = number;
        this.conversations =
                new LocalConversations(
                        world.scenario().settings(),
                        world.interceptor().interceptSonic(world.sonic().port(this)),
                        new SimulatedRegistryClient(
                                world.registry(), this, node.process(), world.observer()),
                        world.capsuleSeals().forLoop(this),
                        new RecordingConversationObserver(world.observer()));
    }

    /** Returns the node that the event loop belongs to. */
    public SimulatedNode node() {
        return node;
    }

    /** Returns the connections that the core has not finished. */
    public List<SimulatedSocket> sockets() {
        return sockets;
    }

    void accept(
            SimulatedDevice device,
            SimulatedConversation conversation,
            SimulatedConnection connection) {
        sockets.add(
                new SimulatedSocket(world, this, device, conversation, connection, conversations));
    }

    void tick() {
        sockets.forEach(SimulatedSocket::tick);
        sockets.removeIf(SimulatedSocket::isFinished);
    }

    @Override
    public void run(Runnable task) {
        node.process().runAfter(0, task);
    }

    @Override
    public long nowUs() {
        return world.nowUs() + node.clockOffsetUs();
    }

    @Override
    public String toString() {
        return node + "." + number;
    }
}
