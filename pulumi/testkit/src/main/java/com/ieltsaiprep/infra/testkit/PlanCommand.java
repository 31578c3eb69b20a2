package com.ieltsaiprep.infra.testkit;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanDiff;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;
import com.ieltsaiprep.infra.testkit.plan.PlanListing;
import com.ieltsaiprep.infra.testkit.policy.PolicyViolation;
import com.ieltsaiprep.infra.testkit.policy.StackPolicies;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Command {@code ./run plan}: prints what the program would deploy, without an account. */
public final class PlanCommand {
    private static final Set<String> OPTIONS = Set.of("", "--diff", "--write", "--graph");
    private static final Set<String> STACKS = Set.of("dev", "staging", "prod");

    private static final String USAGE =
            """
            Usage: ./run plan dev|staging|prod [--diff | --write | --graph]

            Runs the Pulumi program as "pulumi up" does on a new stack, against an engine on this
            machine, and prints what it registers: no AWS account, no Pulumi CLI, nothing deployed.
            What AWS would compute, such as ARNs, is made up; secrets are masked. Exit status 1 if
            the plan violates a policy, see docs/operations/policies.md.

              --diff    only the differences to the golden plan; exit status 1 if there are any
              --write   writes the golden plan, pulumi/testkit/src/test/resources/plans
              --graph   writes the dependencies of its components, docs/images/plan-STACK.svg
            """;

    private final PlanRecorder recorder;
    private final PrintStream out;
    private final PrintStream errors;

    PlanCommand(PlanRecorder recorder, PrintStream out, PrintStream errors) {
        this.recorder = recorder;
        this.out = out;
        this.errors = errors;
    }

    /**
     * Runs the command.
     *
     * @param arguments the stack, and an option
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path folder = Path.of(System.getProperty("repository", "."), "pulumi");
        PlanRecorder recorder = new PlanRecorder(folder, System.getProperty("java.class.path"));
        System.exit(new PlanCommand(recorder, out, errors).run(List.of(arguments)));
    }

    /** Runs the command and returns its exit status: 2 for wrong arguments. */
    int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        if (arguments.isEmpty() || !STACKS.contains(arguments.getFirst())) {
            errors.println("run: plan needs dev, staging or prod, see ./run plan --help");
            return 2;
        }
        String option = arguments.size() == 1 ? "" : arguments.get(1);
        if (arguments.size() > 2 || !OPTIONS.contains(option)) {
            errors.println("run: plan has no " + arguments.getLast() + ", see ./run plan --help");
            return 2;
        }
        return run(arguments.getFirst(), option);
    }

    private int run(String stack, String option) {
        Plan plan;
        try {
            plan = recorder.record(stack);
        } catch (IllegalStateException | IllegalArgumentException e) {
            errors.println("run: no plan of " + stack + ", " + e.getMessage());
            return 1;
        }
        if (option.equals("--write")) {
            PlanFile.write(plan, recorder.goldenFile(stack));
        }
        if (option.equals("--graph")) {
            recorder.writePicture(plan);
        }
        List<String> differences = PlanDiff.lines(recorder.golden(stack), PlanFile.abridge(plan));
        if (!option.equals("--diff")) {
            PlanListing.lines(plan).forEach(out::println);
        }
        if (!differences.isEmpty()) {
            out.println("Differences to the golden plan:");
            differences.forEach(out::println);
        }
        List<PolicyViolation> violations = StackPolicies.violations(plan);
        if (!violations.isEmpty()) {
            out.println("Violations of policies, see docs/operations/policies.md:");
            violations.forEach(it -> out.println(it.line()));
        }
        out.println(plan.resources().size() + " resources");
        boolean isChanged = option.equals("--diff") && !differences.isEmpty();
        return isChanged || !violations.isEmpty() ? 1 : 0;
    }
}
