package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.client.Percentiles;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Check that misbehaving clients do not slow down the others: holds the same conversations without
 * and with them.
 */
final class BadNeighboursCheck implements Check {
    /** Runs: warm-up, without and with bad neighbours. */
    private static final int RUNS = 3;

    /** Allowed growth of the p95, ms: the cost of the neighbours' own work on two cores. */
    private static final double TOLERANCE_MS = 50;

    @Override
    public String name() {
        return "bad-neighbours";
    }

    @Override
    public String description() {
        return "clients that stop reading, send garbage or vanish change nothing for the others";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption("conversations", 40, 1, 1_000, "how many that behave"),
                new CheckOption("bad", 5, 1, 100, "how many of each kind that do not"),
                new CheckOption(
                        "seconds", 25, 5, 600, "how long each run takes: warm-up, alone, beside"));
    }

    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        int bad = numbers.getOrDefault("bad", 0) * ClientMisbehaviour.values().length;
        return StackRequirements.sonic(
                StreamQuota.argumentsFor(numbers.getOrDefault("conversations", 0) + bad));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        context.client().prepareAccounts(RUNS * context.number("conversations"));
        try (PausedReplication _ = PausedReplication.pause(context.client().tables())) {
            return measure(context);
        }
    }

    private static CheckVerdict measure(CheckContext context) throws InterruptedException {
        context.progress().accept("warming up");
        runLoad(context);
        context.progress().accept("alone");
        LoadReport alone = runLoad(context);
        context.progress().accept("with bad neighbours");
        try (BadNeighbours bad = new BadNeighbours(context.client(), context.number("bad"))) {
            return compare(alone, runLoad(context), bad.misbehaviours());
        }
    }

    private static LoadReport runLoad(CheckContext context) throws InterruptedException {
        context.client().sonic().ifPresent(SonicControl::forgetStreams);
        LoadGenerator generator =
                new LoadGenerator(context.client(), context.clock(), context.progress());
        int ramp = context.number("seconds") / 5;
        LoadGenerator.Shape shape =
                new LoadGenerator.Shape(
                        context.number("conversations"), context.number("seconds") - ramp, ramp);
        return LoadReport.of(generator.run(shape), context.client());
    }

    private static CheckVerdict compare(LoadReport alone, LoadReport beside, int misbehaviours) {
        List<String> table = new ArrayList<>();
        table.add("alone");
        table.addAll(alone.toTable());
        table.add("with bad neighbours (%d times)".formatted(misbehaviours));
        table.addAll(beside.toTable());
        ObjectNode json = JsonValues.object();
        json.set("alone", alone.toJson());
        json.set("beside", beside.toJson());
        json.put("misbehaviours", misbehaviours);
        List<String> problems = new ArrayList<>(alone.problems());
        problems.addAll(beside.problems());
        compare("ack delay", alone.ackDelayUs(), beside.ackDelayUs(), problems);
        compare("start delay", alone.startDelayUs(), beside.startDelayUs(), problems);
        if (misbehaviours == 0) {
            problems.add("no bad neighbour got in");
        }
        return new CheckVerdict(table, json, problems);
    }

    private static void compare(
            String what, List<Long> aloneUs, List<Long> besideUs, List<String> problems) {
        double alone = p95(aloneUs);
        double beside = p95(besideUs);
        if (beside > alone + TOLERANCE_MS) {
            problems.add(
                    "the p95 of the %s rose from %.1f to %.1f ms".formatted(what, alone, beside));
        }
    }

    private static double p95(List<Long> delaysUs) {
        return Percentiles.ofUs(delaysUs).map(Percentiles::p95).orElse(0.0);
    }
}
