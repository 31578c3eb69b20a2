package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.speak.StackClient;
import com.ieltsaiprep.local.speak.Stacks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Command {@code ./run check}: runs the real-time check that its first argument names, and prints
 * the verdict.
 */
public final class CheckRunner {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MAX_PROBLEMS = 10;

    private static final List<Check> ALL =
            List.of(
                    new BargeInCheck(),
                    new LoadCheck(),
                    new BadNeighboursCheck(),
                    new RotationCheck(),
                    new ResumeCheck(),
                    new RollingCheck(),
                    new ColdStartCheck(),
                    new ApiLatencyCheck());

    private final Stacks stacks;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Check> checks;

    /**
     * Creates the command {@code ./run check} with all checks of the product.
     *
     * @param stacks provides the stack against which a check runs
     * @param out standard output: progress and verdict
     * @param err standard error: reasons of failures
     */
    public CheckRunner(Stacks stacks, PrintStream out, PrintStream err) {
        this(stacks, out, err, ALL);
    }

    CheckRunner(Stacks stacks, PrintStream out, PrintStream err, List<Check> checks) {
        this.stacks = stacks;
        this.out = out;
        this.err = err;
        this.checks = checks;
    }

    /**
     * Runs the command {@code ./run check} and blocks until the check is over.
     *
     * @param arguments name of the check and its options; without arguments, all checks are listed
     * @return exit status of the process: 0 if the check passed, 1 if it failed or could not be
     *     run, 2 if the arguments are missing or invalid
     */
    public int run(String... arguments) {
        if (arguments.length == 0 || isHelp(arguments[0])) {
            printList();
            return arguments.length == 0 ? USAGE : PASSED;
        }
        Optional<Check> check =
                checks.stream().filter(c -> c.name().equals(arguments[0])).findFirst();
        if (check.isEmpty()) {
            return usageError("no check is named " + arguments[0]);
        }
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        if (rest.stream().anyMatch(CheckRunner::isHelp)) {
            printHelp(check.get());
            return PASSED;
        }
        try {
            return run(check.get(), CheckOptions.parse(check.get(), rest));
        } catch (IllegalArgumentException e) {
            return usageError(String.valueOf(e.getMessage()));
        }
    }

    private int run(Check check, CheckOptions options) {
        try (Stacks.RunningStack stack = stacks.open(check.requirements(options.numbers()))) {
            CheckContext context =
                    new CheckContext(
                            new StackClient(stack.address()),
                            new EpochClock(),
                            options.numbers(),
                            stack.fleet().orElse(null),
                            out::println);
            return printVerdict(check, check.run(context), options);
        } catch (StackUnavailableException | IOException e) {
            err.println("check " + check.name() + ": " + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int printVerdict(Check check, CheckVerdict verdict, CheckOptions options)
            throws IOException {
        boolean passed = verdict.problems().isEmpty();
        verdict.table().forEach(out::println);
        verdict.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
        if (verdict.problems().size() > MAX_PROBLEMS) {
            out.println("… and %d more".formatted(verdict.problems().size() - MAX_PROBLEMS));
        }
        out.println(check.name() + (passed ? ": passed" : ": FAILED"));
        if (options.json() != null) {
            String json =
                    verdict.json()
                            .put("check", check.name())
                            .put("passed", passed)
                            .toPrettyString();
            Files.writeString(
                    options.json(), json + System.lineSeparator(), StandardCharsets.UTF_8);
        }
        return passed ? PASSED : FAILED;
    }

    private int usageError(String why) {
        err.println("check: " + why + " (see --help)");
        return USAGE;
    }

    private void printList() {
        out.println("Usage: ./run check NAME [options]; ./run check NAME --help");
        checks.forEach(c -> out.println("  %-16s%s".formatted(c.name(), c.description())));
    }

    private void printHelp(Check check) {
        out.println(check.name() + ": " + check.description());
        for (CheckOption option : check.options()) {
            out.println(
                    "  --%-20s%s (%d)"
                            .formatted(option.name(), option.help(), option.defaultValue()));
        }
        out.println("  --%-20s%s".formatted("json", "write the result to this file"));
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }
}
