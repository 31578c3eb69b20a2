package com.ieltsaiprep.local;

import com.ieltsaiprep.api.Support;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./run support}: runs the operators' program, which reads its own arguments. */
@Command(
        name = "support",
        header = "operators' commands: find an account, grant attempts, stop new tests",
        customSynopsis = "./run support COMMAND... --reason REASON",
        description = Support.USAGE)
final class SupportCommand implements Callable<Integer> {
    private final Path root;
    private final PrintStream out;

    @Unmatched private List<String> arguments = new ArrayList<>();

    SupportCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public Integer call() {
        return LocalStacks.operators(root).support(arguments, out);
    }
}
