package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.stack.Balancer;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.GatewayNode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Fault injector: cuts connections and kills or freezes gateways under a conversation. One thread.
 */
final class FaultInjector implements AutoCloseable {
    /** Longest wait for the resumption before the next fault is due anyway. */
    private static final long MAX_RESUME_MS = 30_000;

    /** Longest time a gateway may keep a conversation that another has taken over. */
    private static final long CLEANUP_MS = 5_000;

    private final Fleet fleet;
    private final SonicControl sonic;
    private final ConversationRecorder recorder;
    private final CheckContext context;
    private final List<InjectedFault> faults = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Thread> repairs = new ArrayList<>();

    /** Kinds of fault. */
    enum Kind {
        CUT("connection cut"),
        KILL("gateway killed"),
        FREEZE("gateway frozen"),
        SILENCE("connection silent");

        final String label;

        Kind(String label) {
            this.label = label;
        }

        /**
         * Returns the kind of the n-th fault, from 0: a connection, a killed and a frozen gateway
         * in turn.
         */
        static Kind of(int n) {
            return switch (n % 3) {
                case 0 -> n % 2 == 0 ? CUT : SILENCE;
                case 1 -> KILL;
                default -> FREEZE;
            };
        }
    }

    /**
     * Fault that was injected.
     *
     * @param activity who was speaking
     * @param from gateway that owned the conversation
     * @param to gateway that owned it afterwards
     */
    record InjectedFault(Kind kind, String activity, int from, int to, long atUs) {}

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

    /** Waits until the time, injects the fault, and waits for the resumption. */
    void injectAt(long atUs, Kind kind) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(atUs - context.clock().nowUs());
        List<Balancer.Link> links = fleet.balancer().links();
        if (links.isEmpty()) {
            problems.add("no connection when the next fault was due");
            return;
        }
        Balancer.Link link = links.getLast();
        int before = recorder.resumptions();
        String activity = recorder.activity();
        long nowUs = context.clock().nowUs();
        inject(kind, link);
        boolean resumed = recorder.awaitMoreThan(before, MAX_RESUME_MS);
        faults.add(new InjectedFault(kind, activity, link.gateway(), currentGateway(), nowUs));
        context.progress()
                .accept(
                        "%d: %s while %s%s"
                                .formatted(
                                        faults.size(),
                                        kind.label,
                                        activity,
                                        resumed ? "" : ": the conversation did not go on"));
        if (kind == Kind.FREEZE) {
            fleet.nodes().get(link.gateway()).thaw();
        }
        if (!becomesTrue(() -> openStreams() <= 1)) {
            problems.add(
                    "fault %d: %d streams were open after it"
                            .formatted(faults.size(), openStreams()));
        }
    }

    /** Counts the open streams on all gateways: the stack has no other conversation. */
    private long openStreams() {
        return sonic.streams().stream().filter(it -> it.closedAtUs() == 0).count();
    }

    private int currentGateway() {
        List<Balancer.Link> links = fleet.balancer().links();
        return links.isEmpty() ? -1 : links.getLast().gateway();
    }

    private void inject(Kind kind, Balancer.Link link) {
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

    private static boolean becomesTrue(BooleanSupplier condition) throws InterruptedException {
        long deadlineNs = System.nanoTime() + CLEANUP_MS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    /** Waits for restarts after the end, and verifies that no conversation or stream is left. */
    void verifyCleanUp() throws InterruptedException {
        for (Thread repair : repairs) {
            repair.join();
        }
        for (int i = 0; i < fleet.nodes().size(); i++) {
            URI management = fleet.nodes().get(i).management();
            if (!becomesTrue(() -> countConversations(management) == 0)) {
                problems.add("gateway %d kept a conversation".formatted(i));
            }
        }
        if (!becomesTrue(() -> openStreams() == 0)) {
            problems.add("%d streams were left open".formatted(openStreams()));
        }
    }

    private double countConversations(URI management) {
        return context.client().metric(management, "gateway_conversations").orElse(-1);
    }

    /** Resumes every gateway process that this fault injector has frozen (suspended). */
    @Override
    public void close() {
        fleet.nodes().forEach(GatewayNode::thaw);
    }
}
