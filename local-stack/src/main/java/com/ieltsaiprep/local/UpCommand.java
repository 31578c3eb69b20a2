package com.ieltsaiprep.local;

import com.ieltsaiprep.local.stack.Stack;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.stack.StackFile;
import com.ieltsaiprep.local.stack.StackOptions;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./run}: the whole stack until Ctrl-C. */
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
        StackOptions options = StackOptions.usual(root);
        List<String> sonic = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help", "-h" -> {
                    help();
                    return 0;
                }
                case "--words" -> sonic.addAll(List.of("--words", wordsFile(arguments, ++i)));
                default -> throw new StackException("up takes no " + arguments.get(i));
            }
        }
        return stay(new StackOptions(root, options.folder(), true, sonic));
    }

    private int stay(StackOptions options) {
        new StackFile(options.folder().resolve("stack.json"))
                .read()
                .ifPresent(
                        running -> {
                            throw new StackException("the stack runs already, at " + running.web());
                        });
        Stack stack = Stack.start(options, line -> out.println("run: " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        out.println("ready  " + stack.addresses().web());
        out.println("       logs in " + root.relativize(options.folder()) + "/, Ctrl-C stops it");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String wordsFile(List<String> arguments, int index) {
        if (index == arguments.size()) {
            throw new StackException("--words takes a file of what will be said");
        }
        Path file = Path.of(arguments.get(index)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new StackException("--words: cannot read " + file);
        }
        return file.toString();
    }

    private void help() {
        out.println("Usage: ./run [--words FILE]");
        out.println();
        out.println("Starts Redis, the Sonic stand-in, the gateway and the page, and prints where");
        out.println("to point the browser. Ctrl-C stops it all.");
        out.println();
        out.println("  --words FILE  what the stand-in writes down as the candidate's words");
    }
}
