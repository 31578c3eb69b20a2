package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.control.TablesControl;
import com.ieltsaiprep.local.control.TablesControl.Replication;
import com.ieltsaiprep.local.speak.CandidateRunner;
import com.ieltsaiprep.local.stack.OperatorCommands;
import com.ieltsaiprep.local.stack.StackAddress;
import com.ieltsaiprep.local.wire.AwsCall;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;

/**
 * Command {@code ./run tour}: takes one test user through the whole product, from the registration
 * to the deletion of the account, and stops at the first step that fails.
 */
@Command(
        name = "tour",
        header = "one user's way through the product, from registering to deleting",
        description = {
            "One user's way through the whole product, with a replication lag of 2 s between",
            "the regions: registers and confirms, gets attempts, signs in in Ireland, has a",
            "ticket in Virginia within a second, speaks with Maya, signs a second browser in",
            "by QR code, writes a test in Ireland and reads the report in Virginia, exports",
            "all that is held, deletes the account. On the stack that runs, or on one of its",
            "own. Ends at the first step that fails, with status 1. The AWS calls of each role",
            "must then be those of docs/aws-calls.json."
        })
public final class Tour implements Callable<Integer> {
    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private static final List<TourStep> ALL =
            List.of(
                    RegisterStep.step(),
                    ConfirmStep.step(),
                    GrantStep.step(),
                    SignInStep.step(),
                    TicketStep.step(),
                    SpeakStep.step(),
                    QrSignInStep.step(),
                    CrossRegionSessionStep.step(),
                    WriteStep.step(),
                    ReportStep.step(),
                    ExportStep.step(),
                    DeleteStep.step(),
                    DeletionReplicatedStep.step(),
                    EmailsStep.step());

    /** Calls of a tour, to compare with the list of what the roles may do. */
    private static final String AWS_CALLS = "target/aws-calls.json";

    private static final String LISTED_AWS_CALLS = "docs/aws-calls.json";

    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36";

    private final Stacks stacks;
    private final Path root;
    private final PrintStream out;
    private final PrintStream err;
    private final List<TourStep> steps;

    /**
     * Creates the command {@code ./run tour} with all steps.
     *
     * @param stacks provides the stack on which the tour runs
     * @param root folder of the repository
     * @param out standard output: a line for each step
     * @param err standard error: the reason of a failure
     */
    public Tour(Stacks stacks, Path root, PrintStream out, PrintStream err) {
        this(stacks, root, out, err, ALL);
    }

    Tour(Stacks stacks, Path root, PrintStream out, PrintStream err, List<TourStep> steps) {
        this.stacks = stacks;
        this.root = root;
        this.out = out;
        this.err = err;
        this.steps = steps;
    }

    /**
     * Runs the steps and blocks until the tour is over.
     *
     * @return exit status of the process: 0 if all steps passed, 1 if one failed or the AWS calls
     *     are not those that are listed
     */
    @Override
    public Integer call() throws InterruptedException {
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            return runWithLag(stack);
        }
    }

    private int runWithLag(Stacks.RunningStack stack) throws InterruptedException {
        StackClient client = new StackClient(stack.address());
        TablesControl tables = client.tables();
        Replication before = tables.replication();
        tables.replicate(new Replication(TourContext.LAG.toMillis(), before.stopped(), 0));
        EpochClock clock = new EpochClock();
        try (CandidateRunner candidates = new CandidateRunner(1, clock)) {
            return run(stack, context(client, candidates, clock));
        } finally {
            tables.replicate(before);
        }
    }

    private static TourContext context(
            StackClient client, CandidateRunner candidates, EpochClock clock) {
        StackAddress.Functions functions =
                client.functions()
                        .orElseThrow(() -> new StackUnavailableException("it has no functions"));
        return new TourContext(
                new ApiClient(client.apis(), USER_AGENT),
                client.mail(),
                client.tables(),
                client.awsCalls(),
                OperatorCommands.of(functions.config()),
                candidates,
                clock);
    }

    private int run(Stacks.RunningStack stack, TourContext context) throws InterruptedException {
        if (stack.isShared()) {
            context.awsCalls().clear();
        }
        out.println("replication lag between regions: %d ms".formatted(TourContext.LAG.toMillis()));
        context.warmUp();
        long beganUs = context.clock().nowUs();
        if (!runSteps(context) || !checkAwsCalls(stack, context)) {
            return FAILED;
        }
        out.println(
                "tour: passed, %d steps in %.1f s"
                        .formatted(steps.size(), millis(context, beganUs) / 1e3));
        return PASSED;
    }

    private boolean runSteps(TourContext context) throws InterruptedException {
        TourUser user = new TourUser();
        for (TourStep step : steps) {
            long stepUs = context.clock().nowUs();
            try {
                String seen = step.action().run(context, user);
                report(step, millis(context, stepUs), seen);
            } catch (UnmetExpectationException | StackUnavailableException e) {
                report(step, millis(context, stepUs), "FAILED");
                out.println();
                err.println("tour: FAILED at %s: %s".formatted(step.name(), e.getMessage()));
                return false;
            }
        }
        out.println();
        user.figures().forEach((name, value) -> out.println("%-28s%s".formatted(name, value)));
        return true;
    }

    /**
     * Compares the AWS calls with those that are listed. A stack that ran before the tour has run
     * its migrations and filled its caches, so that calls may be missing there.
     */
    private boolean checkAwsCalls(Stacks.RunningStack stack, TourContext context) {
        SortedSet<AwsCall> made = context.awsCalls().calls();
        try {
            AwsCallList.write(root.resolve(AWS_CALLS), made);
            out.println("aws calls: %d distinct, written to %s".formatted(made.size(), AWS_CALLS));
            AwsCallList listed = AwsCallList.read(root.resolve(LISTED_AWS_CALLS));
            List<AwsCall> unlisted = listed.unlisted(made);
            List<AwsCall> notMade = stack.isShared() ? List.of() : listed.notMade(made);
            unlisted.forEach(call -> failCall(call, "is not in " + LISTED_AWS_CALLS));
            notMade.forEach(call -> failCall(call, "is in " + LISTED_AWS_CALLS + ", was not made"));
            return unlisted.isEmpty() && notMade.isEmpty();
        } catch (IOException e) {
            err.println("tour: FAILED at the AWS calls: " + e);
            return false;
        }
    }

    private void failCall(AwsCall call, String problem) {
        err.println("tour: FAILED at the AWS calls: %s %s".formatted(call, problem));
    }

    private static long millis(TourContext context, long sinceUs) {
        return (context.clock().nowUs() - sinceUs) / 1_000;
    }

    private void report(TourStep step, long ms, String seen) {
        out.println("%-18s%-16s%7d ms  %s".formatted(step.name(), step.place(), ms, seen));
    }
}
