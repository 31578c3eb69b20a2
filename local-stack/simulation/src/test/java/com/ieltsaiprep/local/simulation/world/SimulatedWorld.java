package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.client.SavedConversation;
import com.ieltsaiprep.local.simulation.engine.EventTrace;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicService;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Simulated environment of the core: nodes, candidates, networks, a registry and Nova Sonic, in one
 * thread and virtual time. A run depends on the seed, the scenario and the faults alone.
 */
public final class SimulatedWorld {
    /** Time after the last conversation for all connections and streams to close. */
    private static final long SETTLING_US = 60_000_000;

    private final VirtualTimeScheduler scheduler;
    private final EventTrace trace;
    private final RandomStream random;
    private final RandomStream networkRandom;
    private final SimulationScenario scenario;
    private final SimulationObserver observer;
    private final PortInterceptor interceptor;
    private final SimulatedRegistry registry;
    private final SimulatedCapsuleSeals capsuleSeals;
    private final SimulatedSonicService sonic;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedConversation> conversations = new ArrayList<>();
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private int nodeCount;
    private int socketCount;

    /** Creates a world at virtual time 0. */
    public SimulatedWorld(
            VirtualTimeScheduler scheduler,
            EventTrace trace,
            RandomStream random,
            SimulationScenario scenario,
            SimulationObserver observer,
            PortInterceptor interceptor) {
        this.scheduler = scheduler;
        this.trace = trace;
        this.random = random;
        this.networkRandom = random.substream("network");
        this.scenario = scenario;
        this.observer = observer;
        this.interceptor = interceptor;
        this.registry = new SimulatedRegistry(scheduler, random.substream("registry"));
        this.capsuleSeals = new SimulatedCapsuleSeals(scheduler, observer);
        UtteranceGenerator utterances = new UtteranceGenerator(observer);
        RandomStream script = random.substream("script");
        this.sonic =
                new SimulatedSonicService(
                        scheduler,
                        trace,
                        random.substream("sonic"),
                        scenario.behaviour(),
                        hearing ->
                                new ExaminerScript(
                                        utterances, script, scenario.examiner(), hearing),
                        observer);
        for (int i = 0; i < scenario.nodes(); i++) {
            addNode();
        }
        for (int i = 0; i < scenario.conversations(); i++) {
            addCandidate(i);
        }
    }

    void addNode() {
        nodeCount++;
        long offsetUs = random.substream("clock" + nodeCount).nextInt(0, 1_000_000_000);
        nodes.add(new SimulatedNode(this, nodeCount, offsetUs));
    }

    private void addCandidate(int number) {
        RandomStream draw = random.substream("plan" + number);
        int endsAtMs = scenario.durationMs() - draw.nextInt(0, 5_000);
        SimulatedConversation conversation =
                newConversation(
                        new SimulatedConversation.Plan(number, endsAtMs, draw.nextBoolean(0.2)));
        scheduler.scheduleAt(draw.nextMicros(0, 3_000), () -> addDevice(conversation, null));
    }

    /** Creates a conversation. */
    SimulatedConversation newConversation(SimulatedConversation.Plan plan) {
        SimulatedConversation conversation = new SimulatedConversation(conversations.size(), plan);
        conversations.add(conversation);
        return conversation;
    }

    /** Adds a device, with the saved state of another one or without. */
    void addDevice(SimulatedConversation conversation, @Nullable SavedConversation saved) {
        RandomStream draw = random.substream("device" + devices.size());
        NetworkConditions network =
                new NetworkConditions(
                        draw.nextInt(1, 150),
                        draw.pick(List.of(0, 0, 5, 30, 200)),
                        draw.pick(List.of(10_000, 10_000, 500, 120)));
        devices.add(new SimulatedDevice(devices.size(), this, conversation, network, saved));
    }

    /** Runs the simulation to its end, with these faults. */
    public void run(List<InjectedFault> faults) {
        WorldFaultInjector faultInjector = new WorldFaultInjector(this);
        for (InjectedFault fault : faults) {
            scheduler.scheduleAt(fault.atMs() * 1_000L, () -> faultInjector.inject(fault));
        }
        long durationUs = scenario.durationMs() * 1_000L;
        runWhile(durationUs, () -> !allDevicesDone());
        runWhile(durationUs + SETTLING_US, () -> !allDevicesDone() || !isIdle());
        observer.onSimulationEnd();
    }

    private void runWhile(long untilUs, BooleanSupplier condition) {
        int tasks = 0;
        while (scheduler.runNext(untilUs)) {
            tasks++;
            if (tasks % 256 == 0 && !condition.getAsBoolean()) {
                return;
            }
        }
    }

    private boolean allDevicesDone() {
        return devices.size() >= scenario.conversations()
                && devices.stream().allMatch(SimulatedDevice::isDone);
    }

    /** Returns whether no connection and no stream is left. */
    public boolean isIdle() {
        return sonic.streams().isEmpty()
                && nodes.stream()
                        .filter(node -> !node.isStopped())
                        .flatMap(node -> node.loops().stream())
                        .allMatch(loop -> loop.sockets().isEmpty());
    }

    /** Returns the node that the load balancer gives a new connection to; null if there is none. */
    @Nullable SimulatedNode pickNode(RandomStream draw) {
        List<SimulatedNode> open =
                nodes.stream().filter(SimulatedNode::acceptsConnections).toList();
        return open.isEmpty() ? null : draw.pick(open);
    }

    /** Returns the number of conversations so far. */
    public int conversations() {
        return conversations.size();
    }

    /** Returns all nodes so far, stopped ones included. */
    public List<SimulatedNode> nodes() {
        return nodes;
    }

    /** Returns all devices so far. */
    public List<SimulatedDevice> devices() {
        return devices;
    }

    /** Returns the scenario of the run. */
    public SimulationScenario scenario() {
        return scenario;
    }

    /** Returns the virtual time, µs. */
    public long nowUs() {
        return scheduler.nowUs();
    }

    /** Returns the simulated service. */
    public SimulatedSonicService sonic() {
        return sonic;
    }

    RandomStream random(String name) {
        return random.substream(name);
    }

    NetworkPipe newPipe(NetworkConditions conditions, SimulatedProcess receiver) {
        return new NetworkPipe(scheduler, networkRandom, conditions, receiver);
    }

    VirtualTimeScheduler scheduler() {
        return scheduler;
    }

    EventTrace trace() {
        return trace;
    }

    SimulationObserver observer() {
        return observer;
    }

    PortInterceptor interceptor() {
        return interceptor;
    }

    SimulatedRegistry registry() {
        return registry;
    }

    SimulatedCapsuleSeals capsuleSeals() {
        return capsuleSeals;
    }

    int nextSocketNumber() {
        socketCount++;
        return socketCount;
    }
}
