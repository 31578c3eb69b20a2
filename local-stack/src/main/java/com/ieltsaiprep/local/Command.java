package com.ieltsaiprep.local;

import java.util.List;

/** A command of {@code ./run}. */
interface Command {
    /** The word after {@code ./run}. */
    String name();

    /** What it does, in one line. */
    String summary();

    /**
     * Runs it.
     *
     * @param arguments what follows its name
     * @return the exit status: 0 if all is well, 1 if not, 2 if the arguments make no sense
     * @throws CommandLineException instead of a status of 2
     */
    int run(List<String> arguments);
}
