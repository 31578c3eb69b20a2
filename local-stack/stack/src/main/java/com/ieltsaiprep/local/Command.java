package com.ieltsaiprep.local;

import java.util.List;

/** Command of {@code ./run}, the command line of the local stack, such as {@code ./run speak}. */
interface Command {
    /** Returns the command's name, by which the first argument of {@code ./run} selects it. */
    String name();

    /** Returns the one-line description that {@code ./run --help} prints for the command. */
    String summary();

    /**
     * Runs the command and blocks until it is over.
     *
     * @param arguments command-line arguments after the command's name
     * @return exit status of the process: 0 on success, 1 on failure, 2 on invalid arguments
     * @throws CommandLineException if the arguments are invalid and the caller is to print the
     *     reason
     */
    int run(List<String> arguments);
}
