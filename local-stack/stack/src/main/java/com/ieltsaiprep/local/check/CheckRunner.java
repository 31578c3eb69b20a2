package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.control.Stacks;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Command {@code ./run check}: runs a real-time check by its name, and prints the verdict. */
public final class CheckRunner {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
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

    private CheckRunner(Stacks stacks, PrintStream out) {
        this.stacks = stacks;
        this.out = out;
    }

    /**
     * Returns the command {@code ./run check} with all checks of the product.
     *
     * @param stacks provides the stack against which a check runs
     * @param out standard output: progress and verdict
     */
    public static CommandSpec command(Stacks stacks, PrintStream out) {
        return command(stacks, out, ALL);
    }

    /**
     * Returns the command with a subcommand for each check. The exit status is 0 if the check
     * passed, 1 if it failed or could not be run, 2 if the arguments are missing or invalid.
     */
    static CommandSpec command(Stacks stacks, PrintStream out, List<Check> checks) {
        CheckRunner runner = new CheckRunner(stacks, out);
        CommandSpec command =
                withHeader(
                        CommandSpec.create(),
                        "check",
                        "a check in real time, by name; without one, lists them");
        for (Check check : checks) {
            command.addSubcommand(check.name(), runner.command(check));
        }
        return command;
    }

    private static CommandSpec withHeader(CommandSpec command, String name, String header) {
        command.name(name).usageMessage().header(header);
        return command;
    }

    private CommandSpec command(Check check) {
        Map<CheckOption, OptionSpec> options = new HashMap<>();
        OptionSpec json =
                OptionSpec.builder("--json")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("write the result to this file")
                        .build();
        Callable<Integer> run =
                () -> {
                    Map<String, Integer> numbers = new HashMap<>();
                    options.forEach((option, spec) -> numbers.put(option.name(), spec.getValue()));
                    return run(check, Map.copyOf(numbers), json.getValue());
                };
        CommandSpec command =
                withHeader(
                        CommandSpec.wrapWithoutInspection(run), check.name(), check.description());
        for (CheckOption option : check.options()) {
            OptionSpec spec = spec(option);
            options.put(option, spec);
            command.addOption(spec);
        }
        return command.addOption(json);
    }

    private static OptionSpec spec(CheckOption option) {
        return OptionSpec.builder("--" + option.name())
                .paramLabel("N")
                .type(int.class)
                .defaultValue(Integer.toString(option.defaultValue()))
                .description(option.help() + " (" + option.defaultValue() + ")")
                .converters(text -> number(option, text))
                .build();
    }

    private static Integer number(CheckOption option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= option.min() && number <= option.max()) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number out of range.
        }
        throw new TypeConversionException(
                "\"%s\" must be a whole number from %d to %d"
                        .formatted(value, option.min(), option.max()));
    }

    private int run(Check check, Map<String, Integer> numbers, @Nullable Path json)
            throws IOException, InterruptedException {
        try (Stacks.RunningStack stack = stacks.open(check.requirements(numbers))) {
            CheckContext context =
                    new CheckContext(
                            new StackClient(stack.address()),
                            new EpochClock(),
                            numbers,
                            stack.fleet().orElse(null),
                            out::println);
            return printVerdict(check, check.run(context), json);
        }
    }

    private int printVerdict(Check check, CheckVerdict verdict, @Nullable Path json)
            throws IOException {
        boolean passed = verdict.problems().isEmpty();
        verdict.table().forEach(out::println);
        verdict.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
        if (verdict.problems().size() > MAX_PROBLEMS) {
            out.println("… and %d more".formatted(verdict.problems().size() - MAX_PROBLEMS));
        }
        out.println(check.name() + (passed ? ": passed" : ": FAILED"));
        if (json != null) {
            String text =
                    verdict.json()
                            .put("check", check.name())
                            .put("passed", passed)
                            .toPrettyString();
            Files.writeString(json, text + System.lineSeparator(), StandardCharsets.UTF_8);
        }
        return passed ? PASSED : FAILED;
    }
}
