package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.stack.Balancer;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.GatewayNode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Does to a conversation's gateway and connection what can happen to them. One thread. */
final class Havoc implements AutoCloseable {
    /** How long a conversation may take to go on before the next fault is due anyway. */
    private static final long LONGEST_MS = 30_000;

    /** After this time a gateway that was frozen has let a conversation go that is elsewhere. */
    private static final long STALE_MS = 5_000;

    private final Fleet fleet;
    private final Witness witness;
    private final Bench bench;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Thread> repairs = new ArrayList<>();

    /** What happens. */
    enum Kind {
        CUT("connection cut"),
        KILL("gateway killed"),
        FREEZE("gateway frozen"),
        SILENCE("connection silent");

        final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The n-th fault, from 0: a connection, a killed and a frozen gateway in turn. */
        static Kind of(int n) {
            return switch (n % 3) {
                case 0 -> n % 2 == 0 ? CUT : SILENCE;
                case 1 -> KILL;
                default -> FREEZE;
            };
        }
    }

    /**
     * Something that happened.
     *
     * @param scene who spoke
     * @param from which gateway had the conversation
     * @param to which gateway had it afterwards
     */
    record Fault(Kind kind, String scene, int from, int to, long atUs) {}

    Havoc(Fleet fleet, Witness witness, Bench bench) {
        this.fleet = fleet;
        this.witness = witness;
        this.bench = bench;
    }

    List<Fault> faults() {
        return faults;
    }

    List<String> problems() {
        return problems;
    }

    /** Waits for the moment, lets it happen, and waits until the conversation goes on. */
    void at(long atUs, Kind kind) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(atUs - bench.clock().nowUs());
        List<Balancer.Link> links = fleet.balancer().links();
        if (links.isEmpty()) {
            problems.add("no connection when the next fault was due");
            return;
        }
        Balancer.Link link = links.getLast();
        int before = witness.resumptions();
        String scene = witness.scene();
        long nowUs = bench.clock().nowUs();
        happen(kind, link);
        boolean resumed = witness.awaitMoreThan(before, LONGEST_MS);
        faults.add(new Fault(kind, scene, link.gateway(), newest(), nowUs));
        bench.progress()
                .accept(
                        "%d: %s while %s%s"
                                .formatted(
                                        faults.size(),
                                        kind.words,
                                        scene,
                                        resumed ? "" : ": the conversation did not go on"));
        if (kind == Kind.FREEZE) {
            thaw(link.gateway());
        }
    }

    private int newest() {
        List<Balancer.Link> links = fleet.balancer().links();
        return links.isEmpty() ? -1 : links.getLast().gateway();
    }

    private void happen(Kind kind, Balancer.Link link) {
        GatewayNode node = fleet.nodes().get(link.gateway());
        switch (kind) {
            case CUT -> link.cut();
            case SILENCE -> link.silence();
            case FREEZE -> node.freeze();
            case KILL -> {
                node.kill();
                repairs.add(Thread.startVirtualThread(node::restart));
            }
        }
    }

    /** The conversation is elsewhere: whoever still has it must let it go. */
    private void thaw(int gateway) throws InterruptedException {
        GatewayNode node = fleet.nodes().get(gateway);
        node.thaw();
        if (!becomes(0, "gateway_conversations", node)) {
            problems.add("gateway %d kept a conversation that is elsewhere".formatted(gateway));
        }
    }

    private boolean becomes(double value, String metric, GatewayNode node)
            throws InterruptedException {
        long deadlineNs = System.nanoTime() + STALE_MS * 1_000_000;
        while (System.nanoTime() < deadlineNs) {
            OptionalDouble now = bench.client().metric(node.management(), metric);
            if (now.isPresent() && now.getAsDouble() == value) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    /** Waits for repairs; then no gateway and no stream may be left with the conversation. */
    void settle(String sessionId, SonicControl sonic) throws InterruptedException {
        for (Thread repair : repairs) {
            repair.join();
        }
        for (int i = 0; i < fleet.nodes().size(); i++) {
            if (!becomes(0, "gateway_conversations", fleet.nodes().get(i))) {
                problems.add("gateway %d kept the conversation after its end".formatted(i));
            }
        }
        long open = sonic.streams(sessionId).stream().filter(it -> it.closedAtUs() == 0).count();
        if (open > 0) {
            problems.add("%d streams were left open".formatted(open));
        }
    }

    /** Leaves no gateway frozen. */
    @Override
    public void close() {
        fleet.nodes().forEach(GatewayNode::thaw);
    }
}
