package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Trace;
import com.ieltsaiprep.gateway.simulation.sonic.SonicService;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Nodes, candidates, networks, a registry and Nova Sonic, all in one thread and in virtual time.
 * What happens follows from the seed, the scenario and the faults alone.
 */
public final class World {
    /** After the last test, all that is left must have gone by itself. */
    private static final long AFTERMATH_US = 60_000_000;

    private final Timeline timeline;
    private final Trace trace;
    private final Chance chance;
    private final Chance network;
    private final Scenario scenario;
    private final Witness witness;
    private final Plants plants;
    private final Registry registry;
    private final Seals seals;
    private final SonicService sonic;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private int allNodes;
    private int allSockets;

    /** A world at its beginning. */
    public World(
            Timeline timeline,
            Trace trace,
            Chance chance,
            Scenario scenario,
            Witness witness,
            Plants plants) {
        this.timeline = timeline;
        this.trace = trace;
        this.chance = chance;
        this.network = chance.named("network");
        this.scenario = scenario;
        this.witness = witness;
        this.plants = plants;
        this.registry = new Registry(timeline, chance.named("registry"));
        this.seals = new Seals(timeline, witness);
        Utterances utterances = new Utterances(witness);
        Chance script = chance.named("script");
        this.sonic =
                new SonicService(
                        timeline,
                        trace,
                        chance.named("sonic"),
                        scenario.manners(),
                        () -> new Maya(utterances, script, scenario.examiner()),
                        witness);
        for (int i = 0; i < scenario.nodes(); i++) {
            addNode();
        }
        for (int i = 0; i < scenario.sessions(); i++) {
            addCandidate(i);
        }
    }

    void addNode() {
        allNodes++;
        long offsetUs = chance.named("clock" + allNodes).between(0, 1_000_000_000);
        nodes.add(new Node(this, allNodes, offsetUs));
    }

    private void addCandidate(int number) {
        Chance draw = chance.named("plan" + number);
        int endsAtMs = scenario.lengthMs() - draw.between(0, 5_000);
        Session session = newSession(new Session.Plan(number, endsAtMs, draw.once(0.2)));
        timeline.at(draw.usBetweenMs(0, 3_000), () -> addDevice(session, null));
    }

    /** A test from its beginning. */
    Session newSession(Session.Plan plan) {
        Session session = new Session(sessions.size(), plan);
        sessions.add(session);
        return session;
    }

    /** A device joins, from the beginning or with what another has kept. */
    void addDevice(Session session, Memory.@Nullable Kept kept) {
        Chance draw = chance.named("device" + devices.size());
        Network network =
                new Network(
                        draw.between(1, 150),
                        draw.oneOf(List.of(0, 0, 5, 30, 200)),
                        draw.oneOf(List.of(10_000, 10_000, 500, 120)));
        devices.add(new Device(devices.size(), this, session, network, kept));
    }

    /** Lets everything happen that will, with these faults. */
    public void run(List<Fault> faults) {
        Mishaps mishaps = new Mishaps(this);
        for (Fault fault : faults) {
            timeline.at(fault.atMs() * 1_000L, () -> mishaps.befall(fault));
        }
        long lengthUs = scenario.lengthMs() * 1_000L;
        runWhile(lengthUs, () -> !over());
        runWhile(lengthUs + AFTERMATH_US, () -> !over() || !atRest());
        witness.ended();
    }

    private void runWhile(long untilUs, BooleanSupplier goesOn) {
        int steps = 0;
        while (timeline.step(untilUs)) {
            steps++;
            if (steps % 256 == 0 && !goesOn.getAsBoolean()) {
                return;
            }
        }
    }

    private boolean over() {
        return devices.size() >= scenario.sessions() && devices.stream().allMatch(Device::over);
    }

    /** Whether no connection and no stream is left. */
    public boolean atRest() {
        return sonic.streams().isEmpty()
                && nodes.stream()
                        .filter(node -> !node.gone())
                        .flatMap(node -> node.loops().stream())
                        .allMatch(loop -> loop.sockets().isEmpty());
    }

    /** The node that a balancer gives a new connection to; null if there is none. */
    @Nullable Node balance(Chance draw) {
        List<Node> open = nodes.stream().filter(Node::admits).toList();
        return open.isEmpty() ? null : draw.oneOf(open);
    }

    /** How many tests were begun. */
    public int sessions() {
        return sessions.size();
    }

    /** The nodes that ever were. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The devices that ever were. */
    public List<Device> devices() {
        return devices;
    }

    /** What kind of world it is. */
    public Scenario scenario() {
        return scenario;
    }

    /** The time, µs. */
    public long nowUs() {
        return timeline.nowUs();
    }

    /** Maya. */
    public SonicService sonic() {
        return sonic;
    }

    Chance chance(String name) {
        return chance.named(name);
    }

    Pipe pipe(Network quality, Actor receiver) {
        return new Pipe(timeline, network, quality, receiver);
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    Witness witness() {
        return witness;
    }

    Plants plants() {
        return plants;
    }

    Registry registry() {
        return registry;
    }

    Seals seals() {
        return seals;
    }

    int nextSocket() {
        allSockets++;
        return allSockets;
    }
}
