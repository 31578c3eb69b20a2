package com.ieltsaiprep.infra.testkit.cost;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Command {@code ./run cost}: prints what the stacks cost, by their golden plans. */
public final class CostCommand {
    private static final List<String> STACKS = List.of("dev", "staging", "prod");
    private static final String PLANS = "pulumi/testkit/src/test/resources/plans";
    private static final String DOCUMENT = "docs/operations/cost.md";

    private static final String USAGE =
            """
            Usage: ./run cost [--write]

            Prints what the stacks cost in a month, by their golden plans (./run plan STACK --write),
            prices.json and usage.json of pulumi/testkit.

              --write  writes docs/operations/cost.md
            """;

    private CostCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments nothing, or an option
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> options = List.of(arguments);
        Path root = Path.of(System.getProperty("repository", "."));
        if (options.isEmpty()) {
            out.print(document(root));
        } else if (options.equals(List.of("--write"))) {
            Files.writeString(file(root), document(root));
        } else if (options.equals(List.of("--help")) || options.equals(List.of("-h"))) {
            out.print(USAGE);
        } else {
            System.err.println("run: cost takes --write only, see ./run cost --help");
            System.exit(2);
        }
    }

    /** Returns the document as the golden plans of a repository make it. */
    static String document(Path root) {
        return CostDocument.of(CostModel.ofRepository(), plans(root));
    }

    /** Returns the file of the document. */
    static Path file(Path root) {
        return root.resolve(DOCUMENT);
    }

    /** Returns the golden plans; those of no resource if there are none yet. */
    static List<Plan> plans(Path root) {
        return STACKS.stream()
                .map(stack -> PlanFile.read(root.resolve(PLANS).resolve(stack + ".json"), stack))
                .toList();
    }
}
