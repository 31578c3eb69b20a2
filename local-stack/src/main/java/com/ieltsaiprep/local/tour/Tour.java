package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.candidate.CandidateRunner;
import com.ieltsaiprep.local.candidate.EpochClock;
import com.ieltsaiprep.local.candidate.StackAddress;
import com.ieltsaiprep.local.candidate.StackClient;
import com.ieltsaiprep.local.candidate.StackRequirements;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.candidate.Stacks;
import com.ieltsaiprep.local.candidate.TablesControl;
import com.ieltsaiprep.local.candidate.TablesControl.Replication;
import com.ieltsaiprep.local.stack.Operators;

import java.io.PrintStream;
import java.util.List;

/** The command {@code ./run tour}: one person's way through the whole product. */
public final class Tour {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final List<Step> ALL =
            List.of(
                    new Register(),
                    new Confirm(),
                    new Grant(),
                    new SignIn(),
                    new TakeTicket(),
                    new SpeakWithMaya(),
                    new SignInByQrCode(),
                    new BrowserElsewhere(),
                    new Export(),
                    new Delete(),
                    new GoneEverywhere(),
                    new Letters());

    private final Stacks stacks;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Step> steps;

    /** Goes through one of these stacks, and tells the person over these streams. */
    public Tour(Stacks stacks, PrintStream out, PrintStream err) {
        this(stacks, out, err, ALL);
    }

    Tour(Stacks stacks, PrintStream out, PrintStream err, List<Step> steps) {
        this.stacks = stacks;
        this.out = out;
        this.err = err;
        this.steps = steps;
    }

    /**
     * Takes all steps. Blocks.
     *
     * @return the exit status: 0 if all were as they must be, 1 at the first that was not, 2 if the
     *     arguments are wrong
     */
    public int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            help();
            return PASSED;
        }
        if (!arguments.isEmpty()) {
            err.println("tour: takes no " + arguments.getFirst() + " (see --help)");
            return USAGE;
        }
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            return lagging(stack.address());
        } catch (StackUnavailableException e) {
            err.println("tour: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int lagging(StackAddress stack) throws InterruptedException {
        StackClient client = new StackClient(stack);
        TablesControl tables = client.tables();
        Replication before = tables.replication();
        tables.replicate(new Replication(World.LAG.toMillis(), before.stopped(), 0));
        EpochClock clock = new EpochClock();
        try (CandidateRunner conversations = new CandidateRunner(1, clock)) {
            return take(world(client, conversations, clock));
        } finally {
            tables.replicate(before);
        }
    }

    private static World world(
            StackClient client, CandidateRunner conversations, EpochClock clock) {
        StackAddress.Functions functions =
                client.functions()
                        .orElseThrow(() -> new StackUnavailableException("it has no functions"));
        return new World(
                new RegionalApis(client.apis()),
                client.mail(),
                client.tables(),
                Operators.of(functions.config()),
                conversations,
                clock);
    }

    private int take(World world) throws InterruptedException {
        out.println("regions hear of each other after %d ms".formatted(World.LAG.toMillis()));
        world.warmUp();
        Traveller traveller = new Traveller();
        long beganUs = world.clock().nowUs();
        for (Step step : steps) {
            long stepUs = world.clock().nowUs();
            try {
                String seen = step.take(world, traveller);
                tell(step, millis(world, stepUs), seen);
            } catch (UnexpectedException | StackUnavailableException e) {
                tell(step, millis(world, stepUs), "FAILED");
                out.println();
                err.println("tour: FAILED at %s: %s".formatted(step.name(), e.getMessage()));
                return FAILED;
            }
        }
        out.println();
        traveller.figures().forEach((name, value) -> out.println("%-28s%s".formatted(name, value)));
        out.println(
                "tour: passed, %d steps in %.1f s"
                        .formatted(steps.size(), millis(world, beganUs) / 1e3));
        return PASSED;
    }

    private static long millis(World world, long sinceUs) {
        return (world.clock().nowUs() - sinceUs) / 1_000;
    }

    private void tell(Step step, long ms, String seen) {
        out.println("%-18s%-16s%7d ms  %s".formatted(step.name(), step.place(), ms, seen));
    }

    private void help() {
        out.println("Usage: ./run tour");
        out.println();
        out.println("One person's way through the whole product, while the regions hear of each");
        out.println("other only after 2 s: registers and confirms, gets an attempt, signs in in");
        out.println("Ireland, has a ticket in Virginia within a second, speaks with Maya, signs a");
        out.println("second browser in by QR code, exports all that is held, deletes the account.");
        out.println("On the stack that runs, or on one of its own. Ends at the first step that is");
        out.println("not as it must be, with status 1.");
    }
}
