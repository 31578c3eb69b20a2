package com.ieltsaiprep.local;

import com.ieltsaiprep.api.Support;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code ./run support}: runs the operators' program on the running stack. */
final class SupportCommand implements Command {
    private final Path root;
    private final PrintStream out;

    SupportCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public String name() {
        return "support";
    }

    @Override
    public String summary() {
        return "operators' commands: find an account, grant attempts, stop new tests";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Support.USAGE);
            return 0;
        }
        return LocalStacks.operators(root).support(arguments, out);
    }
}
