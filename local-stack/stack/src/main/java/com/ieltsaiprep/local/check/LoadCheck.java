package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackRequirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Load check: many conversations at once, none of which may lose a frame or fail. */
final class LoadCheck implements Check {
    /** Limit of what the gateway's code may hold for one conversation, bytes. */
    private static final long MAX_HELD_BYTES = 2 << 20;

    /** Warm-up, so that compiled code is measured. */
    private static final LoadGenerator.Shape WARM_UP = new LoadGenerator.Shape(20, 10, 4);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String description() {
        return "many conversations at real pace: none fails, no frame is lost or out of order";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption("conversations", 200, 1, 5_000, "how many at once"),
                new CheckOption("seconds", 30, 1, 3_600, "for how long all of them talk"),
                new CheckOption("ramp", 20, 0, 600, "seconds in which they begin"));
    }

    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        return StackRequirements.sonic(
                StreamQuota.argumentsFor(numbers.getOrDefault("conversations", 0)));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        LoadGenerator.Shape shape =
                new LoadGenerator.Shape(
                        context.number("conversations"),
                        context.number("seconds"),
                        context.number("ramp"));
        context.progress().accept("signing %d people in".formatted(shape.conversations()));
        context.client().prepareAccounts(WARM_UP.conversations() + shape.conversations());
        LoadReport report;
        try (PausedReplication _ = PausedReplication.pause(context.client().tables())) {
            report = runLoad(shape, context);
        }
        List<String> problems = new ArrayList<>(report.problems());
        if (report.heldBytesMax().orElse(0) > MAX_HELD_BYTES) {
            problems.add("the gateway held more than 2 MB for a conversation");
        }
        if (!report.resumptions().isEmpty()) {
            problems.add("%d connections were lost".formatted(report.resumptions().size()));
        }
        return new CheckVerdict(report.toTable(), report.toJson(), problems);
    }

    private static LoadReport runLoad(LoadGenerator.Shape shape, CheckContext context)
            throws InterruptedException {
        LoadGenerator generator =
                new LoadGenerator(context.client(), context.clock(), context.progress());
        context.progress().accept("warming up");
        generator.run(WARM_UP);
        context.client().sonic().ifPresent(SonicControl::forgetStreams);
        return LoadReport.of(generator.run(shape), context.client());
    }
}
