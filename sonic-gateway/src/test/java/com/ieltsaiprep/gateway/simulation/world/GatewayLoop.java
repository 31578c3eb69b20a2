package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.LocalConversations;
import com.ieltsaiprep.gateway.simulation.sonic.EventLoop;

import java.util.ArrayList;
import java.util.List;

/** One event loop of a node, with its connections and its conversations. */
public final class GatewayLoop implements EventLoop {
    private final World world;
    private final Node node;
    private final int number;
    private final ConversationFactory conversations;
    private final List<Socket> sockets = new ArrayList<>();

    GatewayLoop(World world, Node node, int number) {
        this.world = world;
        this.node = node;
        this.number = number;
        this.conversations =
                new LocalConversations(
                        world.scenario().settings(),
                        world.plants().sonic(world.sonic().port(this)),
                        new LoopRegistry(world.registry(), this, node.actor(), world.witness()),
                        world.seals().on(this),
                        new Notes(world.witness()));
    }

    /** The node it belongs to. */
    public Node node() {
        return node;
    }

    /** The connections that the core is not done with. */
    public List<Socket> sockets() {
        return sockets;
    }

    void accept(Device device, Session session, Link link) {
        sockets.add(new Socket(world, this, device, session, link, conversations));
    }

    void tick() {
        sockets.forEach(Socket::tick);
        sockets.removeIf(Socket::isFinished);
    }

    @Override
    public void run(Runnable task) {
        node.actor().later(0, task);
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
