package com.ieltsaiprep.local;

import com.ieltsaiprep.local.check.CheckRunner;
import com.ieltsaiprep.local.evaluation.EvaluationRunner;
import com.ieltsaiprep.local.speak.SpeakRunner;
import com.ieltsaiprep.local.tour.Tour;
import com.ieltsaiprep.local.verify.VerificationRunner;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Entry point of {@code ./run}, the command line of the local stack: runs the command that the
 * first argument names.
 */
public final class Main {
    /** Commands of the script itself. */
    private static final String[] SCRIPT = {
        "  dev           the stack, and the page with hot reload",
        "  package       what a deployment uploads, with its digests",
        "  echo          an echo behind the gateway's WebSocket layer",
        "  plan          what Pulumi would deploy, without an account"
    };

    private final CommandLine commands;

    Main(Path root, PrintStream out, PrintStream err) {
        LocalStacks stacks = new LocalStacks(root, out);
        CommandSpec run =
                CommandSpec.create()
                        .name("./run")
                        .addSubcommand("check", CheckRunner.command(stacks, out));
        for (Object command :
                List.of(
                        new EvaluationRunner(
                                root.resolve("target/marking-eval"), Clock.systemUTC(), out, err),
                        new MigrateCommand(root, out),
                        new SpeakRunner(stacks, out),
                        new SupportCommand(root, out),
                        new Tour(stacks, root, out, err),
                        new UpCommand(root, out),
                        new VerificationRunner(stacks, System::getenv, out))) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(command);
            run.addSubcommand(spec.name(), spec);
        }
        run.usageMessage().footer(SCRIPT);
        commands = CommandErrors.commandLine(run, out, err);
    }

    /**
     * Runs a command of {@code ./run} and exits the JVM with its exit status.
     *
     * @param arguments name of the command and its own arguments; the command is {@code up}, which
     *     starts the whole stack, if the first argument is missing or an option
     */
    public static void main(String[] arguments) {
        // Set by ./run; the folder of the repository otherwise.
        Path root = Path.of(System.getProperty("repository", ".")).toAbsolutePath().normalize();
        System.exit(new Main(root, System.out, System.err).run(List.of(arguments)));
    }

    /** Runs the command and returns its exit status. */
    int run(List<String> arguments) {
        String first = arguments.isEmpty() ? "-" : arguments.getFirst();
        List<String> line = new ArrayList<>(arguments);
        if (first.startsWith("-") && !first.equals("--help") && !first.equals("-h")) {
            line.addFirst(UpCommand.NAME);
        }
        return commands.execute(line.toArray(String[]::new));
    }
}
