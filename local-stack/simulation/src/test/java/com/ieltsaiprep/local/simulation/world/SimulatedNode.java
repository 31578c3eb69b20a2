package com.ieltsaiprep.local.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gateway node: its process, event loops and clock, and the ways in which it stops. */
public final class SimulatedNode {
    private static final long TICK_US = 20_000;
    private static final long NOT_YET = Long.MAX_VALUE;

    private final SimulatedWorld world;
    private final int number;
    private final long clockOffsetUs;
    private final SimulatedProcess process;
    private final List<NodeEventLoop> loops = new ArrayList<>();
    private boolean draining;
    private long closingUs = NOT_YET;

    SimulatedNode(SimulatedWorld world, int number, long clockOffsetUs) {
        this.world = world;
        this.number = number;
        this.clockOffsetUs = clockOffsetUs;
        this.process = new SimulatedProcess(world.scheduler());
        for (int i = 1; i <= world.scenario().loopsPerNode(); i++) {
            loops.add(new NodeEventLoop(world, this, i));
        }
        process.runAfter(TICK_US, this::tick);
    }

    private void tick() {
        loops.forEach(NodeEventLoop::tick);
        process.runAfter(TICK_US, this::tick);
        if (draining && openSockets() == 0) {
            stop();
        }
    }

    /** Returns the offset of the node's monotonic clock, µs. */
    long clockOffsetUs() {
        return clockOffsetUs;
    }

    SimulatedProcess process() {
        return process;
    }

    /** Returns the node's event loops. */
    public List<NodeEventLoop> loops() {
        return loops;
    }

    /** Returns whether the node is draining. */
    public boolean isDraining() {
        return draining;
    }

    /** Returns the time since the node began to close its connections, µs; negative before. */
    public long closingForUs() {
        return closingUs == NOT_YET ? -1 : world.nowUs() - closingUs;
    }

    /** Returns the time since the node was last frozen, µs. */
    public long runningForUs() {
        return process.runningForUs();
    }

    /** Returns whether the load balancer routes new connections to the node. */
    boolean acceptsConnections() {
        return !draining && !process.isKilled();
    }

    /** Returns whether the node has stopped. */
    public boolean isStopped() {
        return process.isKilled();
    }

    /**
     * Accepts a connection on the event loop that owns the conversation, the same for all of its
     * connections.
     */
    void accept(
            SimulatedDevice device,
            SimulatedConversation conversation,
            SimulatedConnection connection) {
        loops.get(conversation.number() % loops.size()).accept(device, conversation, connection);
    }

    private int openSockets() {
        return loops.stream().mapToInt(loop -> loop.sockets().size()).sum();
    }

    /** Drains the node, which must have stopped at the deadline. */
    void drain(long deadlineUs) {
        draining = true;
        process.run(() -> forEachSocket(SimulatedSocket::onNodeDraining));
        process.runAfter(deadlineUs, this::close);
    }

    private void close() {
        closingUs = world.nowUs();
        forEachSocket(SimulatedSocket::onNodeClosing);
    }

    private void forEachSocket(Consumer<SimulatedSocket> action) {
        for (NodeEventLoop loop : loops) {
            List.copyOf(loop.sockets()).forEach(action);
        }
    }

    private void stop() {
        process.kill();
        world.trace().record("stopped", number, 0);
        world.sonic().abandon(stream -> loops.contains(stream.loop()));
    }

    /** Crashes the node; its connections are reset, which devices notice after a while. */
    void crash(long devicesNoticeAfterUs) {
        for (NodeEventLoop loop : loops) {
            loop.sockets()
                    .forEach(socket -> socket.connection().resetAfterCrash(devicesNoticeAfterUs));
        }
        stop();
    }

    @Override
    public String toString() {
        return "node" + number;
    }
}
