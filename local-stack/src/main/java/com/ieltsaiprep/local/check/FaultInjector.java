package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.stack.Balancer;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.GatewayNode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does to a conversation's gateway and connection what can happen to them. One thread. */
final class FaultInjector implements AutoCloseable {
    /** How long a conversation may take to go on before the next fault is due anyway. */
    private static final long LONGEST_MS = 30_000;

    /** After this time a gateway has let a conversation go that is elsewhere. */
    private static final long STALE_MS = 5_000;

    private final Fleet fleet;
    private final SonicControl sonic;
    private final ConversationRecorder recorder;
    private final CheckContext context;
    private final List<InjectedFault> faults = new ArrayList<>();
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
    record InjectedFault(Kind kind, String scene, int from, int to, long atUs) {}

    FaultInjector(
            Fleet fleet, SonicControl sonic, ConversationRecorder recorder, CheckContext context) {
        this.sonic = sonic;
        this.fleet = fleet;
        this.recorder = recorder;
        this.context = context;
    }

    List<InjectedFault> faults() {
        return faults;
    }

    List<String> problems() {
        return problems;
    }

    /** Waits for the moment, lets it happen, and waits until the conversation goes on. */
    void at(long atUs, Kind kind) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(atUs - context.clock().nowUs());
        List<Balancer.Link> links = fleet.balancer().links();
        if (links.isEmpty()) {
            problems.add("no connection when the next fault was due");
            return;
        }
        Balancer.Link link = links.getLast();
        int before = recorder.resumptions();
        String scene = recorder.scene();
        long nowUs = context.clock().nowUs();
        happen(kind, link);
        boolean resumed = recorder.awaitMoreThan(before, LONGEST_MS);
        faults.add(new InjectedFault(kind, scene, link.gateway(), newest(), nowUs));
        context.progress()
                .accept(
                        "%d: %s while %s%s"
                                .formatted(
                                        faults.size(),
                                        kind.words,
                                        scene,
                                        resumed ? "" : ": the conversation did not go on"));
        if (kind == Kind.FREEZE) {
            fleet.nodes().get(link.gateway()).thaw();
        }
        if (!soon(() -> openStreams() <= 1)) {
            problems.add(
                    "fault %d: %d streams were open after it"
                            .formatted(faults.size(), openStreams()));
        }
    }

    /** Of the conversation, on whatever gateway: there is no other on this stack. */
    private long openStreams() {
        return sonic.streams().stream().filter(it -> it.closedAtUs() == 0).count();
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

    private static boolean soon(BooleanSupplier condition) throws InterruptedException {
        long deadlineNs = System.nanoTime() + STALE_MS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    /** The conversation is over: waits for repairs, and looks for what was left behind. */
    void settle() throws InterruptedException {
        for (Thread repair : repairs) {
            repair.join();
        }
        for (int i = 0; i < fleet.nodes().size(); i++) {
            URI management = fleet.nodes().get(i).management();
            if (!soon(() -> conversations(management) == 0)) {
                problems.add("gateway %d kept a conversation".formatted(i));
            }
        }
        if (!soon(() -> openStreams() == 0)) {
            problems.add("%d streams were left open".formatted(openStreams()));
        }
    }

    private double conversations(URI management) {
        return context.client().metric(management, "gateway_conversations").orElse(-1);
    }

    /** Leaves no gateway frozen. */
    @Override
    public void close() {
        fleet.nodes().forEach(GatewayNode::thaw);
    }
}
