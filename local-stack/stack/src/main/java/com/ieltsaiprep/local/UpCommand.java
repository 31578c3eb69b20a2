package com.ieltsaiprep.local;

import com.ieltsaiprep.local.stack.Stack;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.stack.StackFile;
import com.ieltsaiprep.local.stack.StackOptions;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./run up}, the default: starts the whole stack and runs it until Ctrl-C. */
final class UpCommand implements Command {
    static final String NAME = "up";

    private final Path root;
    private final PrintStream out;

    UpCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "the whole stack, until Ctrl-C; the default";
    }

    @Override
    public int run(List<String> arguments) {
        StackOptions options = StackOptions.defaults(root);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--help", "-h" -> {
                    help();
                    return 0;
                }
                case "--words" ->
                        options = options.withSonicArguments("--words", readableFile(rest));
                case "--folder" -> options = options.isolatedIn(Path.of(value(argument, rest)));
                default ->
                        throw new CommandLineException("up takes no " + argument + ", see --help");
            }
        }
        return runUntilInterrupted(options);
    }

    private int runUntilInterrupted(StackOptions options) {
        new StackFile(options.stackFile())
                .read()
                .ifPresent(
                        running -> {
                            throw new StackException(
                                    "the stack runs already, at " + running.services().web());
                        });
        Stack stack = Stack.start(options, line -> out.println("run: " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        StackFile.Addresses at = stack.addresses();
        out.println("ready  " + at.services().web());
        out.println("       sign in as " + at.demo().email() + " with " + at.demo().password());
        out.println("       e-mail to other addresses is at " + at.controls().mail() + "/mails");
        out.println("       logs in " + options.folder() + ", Ctrl-C stops it");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String readableFile(Iterator<String> rest) {
        Path file = Path.of(value("--words", rest)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new CommandLineException("--words: cannot read " + file);
        }
        return file.toString();
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CommandLineException(option + " takes a path, see --help");
        }
        return rest.next();
    }

    private void help() {
        out.println("Usage: ./run [up] [--words FILE] [--folder DIR]");
        out.println();
        out.println(
                "Starts Redis, DynamoDB, the Sonic and mail stand-ins, the gateway, the API in");
        out.println(
                "three regions and the page; prints where to point the browser, and an account");
        out.println("to sign in with. Ctrl-C stops it all.");
        out.println();
        out.println("  --words FILE  what the stand-in transcribes as the candidate's words");
        out.println("  --folder DIR  a stack beside another: its files in DIR, any free ports");
    }
}
