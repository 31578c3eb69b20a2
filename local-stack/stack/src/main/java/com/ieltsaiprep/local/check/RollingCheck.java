package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.GatewayNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Check of a rolling restart: gateways are replaced one after the other under many conversations.
 */
final class RollingCheck implements Check {
    private static final int GATEWAYS = 2;

    /** Deadline for a gateway to hand its conversations over, s. */
    private static final int DEADLINE_S = 60;

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(DEADLINE_S + 20);

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public String description() {
        return "two gateways are restarted under conversations, all of which are completed";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption("conversations", 50, 1, 500, "how many at once"),
                new CheckOption("ramp", 20, 1, 600, "seconds in which they begin"),
                new CheckOption("seconds", 150, 20, 3_600, "for how long all of them talk"));
    }

    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        return new StackRequirements(
                StreamQuota.argumentsFor(GATEWAYS * numbers.getOrDefault("conversations", 0)),
                GATEWAYS,
                Map.of("SHUTDOWN_DEADLINE_SECONDS", String.valueOf(DEADLINE_S)));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        Fleet fleet = Objects.requireNonNull(context.fleet());
        LoadGenerator generator =
                new LoadGenerator(context.client(), context.clock(), context.progress());
        int ramp = context.number("ramp");
        LoadGenerator.Shape shape =
                new LoadGenerator.Shape(
                        context.number("conversations"), context.number("seconds"), ramp);
        List<String> problems = new ArrayList<>();
        List<LoadGenerator.Attempt> attempts;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<LoadGenerator.Attempt>> conversations =
                    threads.submit(
                            (Callable<List<LoadGenerator.Attempt>>) () -> generator.run(shape));
            Thread.sleep(Duration.ofSeconds(ramp + 2));
            for (GatewayNode node : fleet.nodes()) {
                if (node != fleet.nodes().getFirst()) {
                    drain(node, context);
                }
                terminate(node, context, problems);
                if (conversations.isDone()) {
                    problems.add("the conversations were over before the last gateway had ended");
                }
                node.restart();
            }
            attempts = conversations.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        LoadReport report = LoadReport.of(attempts, context.client());
        problems.addAll(report.problems());
        if (report.resumptions().size() < attempts.size()) {
            problems.add("some conversations never moved: this proves nothing");
        }
        return new CheckVerdict(report.toTable(), report.toJson(), problems);
    }

    /** Drains a gateway through its management port, after which its process keeps running. */
    private static void drain(GatewayNode node, CheckContext context) throws InterruptedException {
        context.client().drain(node.management());
        long deadlineUs = context.clock().nowUs() + DEADLINE_S * 1_000_000L;
        while (context.client().metric(node.management(), "gateway_conversations").orElse(0) > 0
                && context.clock().nowUs() < deadlineUs) {
            Thread.sleep(200);
        }
        context.progress().accept("a gateway was drained");
    }

    private static void terminate(GatewayNode node, CheckContext context, List<String> problems)
            throws InterruptedException {
        long startedUs = context.clock().nowUs();
        node.terminate();
        if (!node.endsWithin(SHUTDOWN_TIMEOUT)) {
            problems.add(
                    "a gateway did not end within %d s".formatted(SHUTDOWN_TIMEOUT.toSeconds()));
            node.kill();
        }
        context.progress()
                .accept(
                        "a gateway ended after %d ms"
                                .formatted((context.clock().nowUs() - startedUs) / 1_000));
    }
}
