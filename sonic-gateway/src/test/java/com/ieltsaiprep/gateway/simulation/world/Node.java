package com.ieltsaiprep.gateway.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A gateway's process: its event loops, its clock, and how it comes to its end. */
public final class Node {
    private static final long TICK_US = 20_000;
    private static final long NOT_YET = Long.MAX_VALUE;

    private final World world;
    private final int number;
    private final long clockOffsetUs;
    private final Actor actor;
    private final List<GatewayLoop> loops = new ArrayList<>();
    private boolean draining;
    private long closingUs = NOT_YET;

    Node(World world, int number, long clockOffsetUs) {
        this.world = world;
        this.number = number;
        this.clockOffsetUs = clockOffsetUs;
        this.actor = new Actor(world.timeline());
        for (int i = 1; i <= world.scenario().loopsPerNode(); i++) {
            loops.add(new GatewayLoop(world, this, i));
        }
        actor.later(TICK_US, this::tick);
    }

    private void tick() {
        loops.forEach(GatewayLoop::tick);
        actor.later(TICK_US, this::tick);
        if (draining && sockets() == 0) {
            stop();
        }
    }

    /** What its monotonic clock shows at the beginning of the world, µs. */
    long clockOffsetUs() {
        return clockOffsetUs;
    }

    Actor actor() {
        return actor;
    }

    /** Its event loops. */
    public List<GatewayLoop> loops() {
        return loops;
    }

    /** Whether it was told to go. */
    public boolean draining() {
        return draining;
    }

    /** How long it has been closing, µs; negative before. */
    public long closingForUs() {
        return closingUs == NOT_YET ? -1 : world.nowUs() - closingUs;
    }

    /** How long it has run without standing still, µs. */
    public long awakeForUs() {
        return actor.awakeForUs();
    }

    /** Whether the balancer gives it connections. */
    boolean admits() {
        return !draining && !actor.gone();
    }

    /** Whether there is nothing left of it. */
    public boolean gone() {
        return actor.gone();
    }

    /** Whether it stands still. */
    public boolean frozen() {
        return actor.frozen();
    }

    /** A session is at home on the same loop, whichever its connections come in by. */
    void accept(Device device, Session session, Link link) {
        loops.get(session.number() % loops.size()).accept(device, session, link);
    }

    private int sockets() {
        return loops.stream().mapToInt(loop -> loop.sockets().size()).sum();
    }

    /** It is asked to go, and has to be gone at the deadline. */
    void drain(long deadlineUs) {
        draining = true;
        actor.run(() -> eachSocket(Socket::onNodeDraining));
        actor.later(deadlineUs, this::close);
    }

    private void close() {
        closingUs = world.nowUs();
        eachSocket(Socket::onNodeClosing);
    }

    private void eachSocket(Consumer<Socket> action) {
        for (GatewayLoop loop : loops) {
            List.copyOf(loop.sockets()).forEach(action);
        }
    }

    private void stop() {
        actor.kill();
        world.trace().add("stopped", number, 0);
        world.sonic().abandon(stream -> loops.contains(stream.loop()));
    }

    /** It dies; its connections are reset, which devices see after a while. */
    void crash(long devicesLearnAfterUs) {
        for (GatewayLoop loop : loops) {
            loop.sockets().forEach(socket -> socket.link().orphan(devicesLearnAfterUs));
        }
        stop();
    }

    @Override
    public String toString() {
        return "node" + number;
    }
}
