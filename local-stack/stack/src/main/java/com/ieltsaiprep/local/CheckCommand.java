package com.ieltsaiprep.local;

import com.ieltsaiprep.local.check.CheckRunner;

import java.util.List;

/** {@code ./run check}: runs a real-time check that takes too long for the test suite. */
final class CheckCommand implements Command {
    private final CheckRunner checks;

    CheckCommand(CheckRunner checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "a check in real time, by name; without one, lists them";
    }

    @Override
    public int run(List<String> arguments) {
        return checks.run(arguments.toArray(String[]::new));
    }
}
