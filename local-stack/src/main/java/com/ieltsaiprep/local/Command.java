package com.ieltsaiprep.local;

import java.util.List;

/** A command of {@code ./run}. */
interface Command {
    /** Returns the word after {@code ./run}. */
    String name();

    /** Returns a one-line description for the help text. */
    String summary();

    /**
     * Runs the command.
     *
     * @param arguments those after the command's name
     * @return exit status: 0 on success, 1 on failure, 2 on invalid arguments
     * @throws CommandLineException instead of a status of 2
     */
    int run(List<String> arguments);
}
