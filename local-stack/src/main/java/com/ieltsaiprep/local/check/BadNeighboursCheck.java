package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.candidate.Load;
import com.ieltsaiprep.local.candidate.LoadReport;
import com.ieltsaiprep.local.candidate.Percentiles;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.StackNeeds;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same conversations twice: alone, and beside clients that misbehave. */
final class BadNeighboursCheck implements Check {
    /** To warm up, alone, and with bad neighbours. */
    private static final int LOADS = 3;

    /** The p95 may grow by this: what the neighbours' own work costs a machine of two cores, ms. */
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
    public List<Option> options() {
        return List.of(
                new Option("conversations", 40, 1, 1_000, "how many that behave"),
                new Option("bad", 5, 1, 100, "how many of each kind that do not"),
                new Option(
                        "seconds", 25, 5, 600, "how long each run takes: warm-up, alone, beside"));
    }

    @Override
    public StackNeeds needs(Map<String, Integer> numbers) {
        int bad = numbers.getOrDefault("bad", 0) * Misdeed.values().length;
        return StackNeeds.sonic(Quota.of(numbers.getOrDefault("conversations", 0) + bad));
    }

    @Override
    public Result run(Bench bench) throws InterruptedException {
        bench.client().expect(LOADS * bench.number("conversations"));
        try (QuietTables _ = QuietTables.of(bench.client().tables())) {
            return measure(bench);
        }
    }

    private static Result measure(Bench bench) throws InterruptedException {
        bench.progress().accept("warming up");
        load(bench);
        bench.progress().accept("alone");
        LoadReport alone = load(bench);
        bench.progress().accept("with bad neighbours");
        try (BadNeighbours bad = new BadNeighbours(bench.client(), bench.number("bad"))) {
            return compare(alone, load(bench), bad.misdeeds());
        }
    }

    private static LoadReport load(Bench bench) throws InterruptedException {
        bench.client().sonic().ifPresent(SonicControl::forgetStreams);
        Load load = new Load(bench.client(), bench.clock(), bench.progress());
        int ramp = bench.number("seconds") / 5;
        Load.Shape shape =
                new Load.Shape(bench.number("conversations"), bench.number("seconds") - ramp, ramp);
        return LoadReport.of(load.run(shape), bench.client());
    }

    private static Result compare(LoadReport alone, LoadReport beside, int misdeeds) {
        List<String> table = new ArrayList<>();
        table.add("alone");
        table.addAll(alone.toTable());
        table.add("with bad neighbours (%d misdeeds)".formatted(misdeeds));
        table.addAll(beside.toTable());
        ObjectNode json = JsonValues.object();
        json.set("alone", alone.toJson());
        json.set("beside", beside.toJson());
        json.put("misdeeds", misdeeds);
        List<String> problems = new ArrayList<>(alone.problems());
        problems.addAll(beside.problems());
        compare("ack delay", alone.ackDelayUs(), beside.ackDelayUs(), problems);
        compare("start delay", alone.startDelayUs(), beside.startDelayUs(), problems);
        if (misdeeds == 0) {
            problems.add("no bad neighbour got in");
        }
        return new Result(table, json, problems);
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
