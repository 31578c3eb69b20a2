package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.Load;
import com.ieltsaiprep.local.candidate.LoadReport;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.StackNeeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many conversations at once, none of which may miss anything. */
final class LoadCheck implements Check {
    /** What the gateway's code may hold for one conversation, bytes. */
    private static final long MOST_HELD_BYTES = 2 << 20;

    /** So that what is measured is compiled code. */
    private static final Load.Shape WARM_UP = new Load.Shape(20, 10, 4);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String description() {
        return "many conversations at real pace: none fails, no frame is lost or out of order";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("conversations", 200, 1, 5_000, "how many at once"),
                new Option("seconds", 30, 1, 3_600, "for how long all of them talk"),
                new Option("ramp", 20, 0, 600, "seconds in which they begin"));
    }

    @Override
    public StackNeeds needs(Map<String, Integer> numbers) {
        return StackNeeds.sonic(Quota.of(numbers.getOrDefault("conversations", 0)));
    }

    @Override
    public Result run(Bench bench) throws InterruptedException {
        Load.Shape shape =
                new Load.Shape(
                        bench.number("conversations"),
                        bench.number("seconds"),
                        bench.number("ramp"));
        bench.progress().accept("signing %d people in".formatted(shape.conversations()));
        bench.client().expect(WARM_UP.conversations() + shape.conversations());
        LoadReport report;
        try (QuietTables _ = QuietTables.of(bench.client().tables())) {
            report = hold(shape, bench);
        }
        List<String> problems = new ArrayList<>(report.problems());
        if (report.heldBytesMax().orElse(0) > MOST_HELD_BYTES) {
            problems.add("the gateway held more than 2 MB for a conversation");
        }
        if (!report.resumptions().isEmpty()) {
            problems.add("%d connections were lost".formatted(report.resumptions().size()));
        }
        return new Result(report.toTable(), report.toJson(), problems);
    }

    private static LoadReport hold(Load.Shape shape, Bench bench) throws InterruptedException {
        Load load = new Load(bench.client(), bench.clock(), bench.progress());
        bench.progress().accept("warming up");
        load.run(WARM_UP);
        bench.client().sonic().ifPresent(SonicControl::forgetStreams);
        return LoadReport.of(load.run(shape), bench.client());
    }
}
