package com.ieltsaiprep.local;

import com.ieltsaiprep.local.check.CheckRunner;
import com.ieltsaiprep.local.evaluation.EvaluationRunner;
import com.ieltsaiprep.local.speak.SpeakRunner;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.tour.Tour;
import com.ieltsaiprep.local.verify.VerificationRunner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entry point of {@code ./run}, the command line of the local stack: runs the command that the
 * first argument names.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Map<String, Command> commands = new TreeMap<>();
    private final PrintStream out;
    private final PrintStream err;

    Main(Path root, PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        add(new UpCommand(root, out));
        LocalStacks stacks = new LocalStacks(root, out);
        add(new SpeakCommand(new SpeakRunner(stacks, out, err)));
        add(new CheckCommand(new CheckRunner(stacks, out, err)));
        add(new TourCommand(new Tour(stacks, root, out, err)));
        add(new VerifyCommand(new VerificationRunner(stacks, System::getenv, out, err)));
        add(new SupportCommand(root, out));
        add(new MigrateCommand(root, out));
        add(
                new MarkingEvalCommand(
                        new EvaluationRunner(
                                root.resolve("target/marking-eval"), Clock.systemUTC(), out, err)));
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

    private void add(Command command) {
        commands.put(command.name(), command);
    }

    /** Runs the command and returns its exit status. */
    int run(List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        if (first.equals("--help") || first.equals("-h")) {
            help();
            return 0;
        }
        boolean named = !first.isEmpty() && !first.startsWith("-");
        String name = named ? first : UpCommand.NAME;
        Command command = commands.get(name);
        if (command == null) {
            err.println("run: there is no command " + name + "; ./run --help lists them");
            return USAGE;
        }
        try {
            return command.run(named ? arguments.subList(1, arguments.size()) : arguments);
        } catch (CommandLineException e) {
            err.println("run: " + e.getMessage());
            return USAGE;
        } catch (StackException e) {
            err.println("run: " + e.getMessage());
            return FAILED;
        }
    }

    private void help() {
        out.println("Usage: ./run [COMMAND] [--help]");
        out.println();
        commands.forEach((name, command) -> out.printf("  %-12s %s%n", name, command.summary()));
        // The script itself handles these.
        out.printf("  %-12s %s%n", "dev", "the stack, and the page with hot reload");
        out.printf("  %-12s %s%n", "package", "what a deployment uploads, with its digests");
        out.printf("  %-12s %s%n", "echo", "an echo behind the gateway's WebSocket layer");
        out.printf("  %-12s %s%n", "plan", "what Pulumi would deploy, without an account");
    }
}
