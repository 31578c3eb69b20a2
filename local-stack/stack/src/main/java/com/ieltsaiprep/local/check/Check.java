package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.control.StackRequirements;

import java.util.List;
import java.util.Map;

/**
 * Real-time check, which {@code ./run check} runs: verifies one property of a running stack, such
 * as its latency under load.
 */
interface Check {
    /** Returns the name of the check, which selects it in {@code ./run check NAME}. */
    String name();

    /**
     * Returns one line that states the property which the check verifies, for the list of all
     * checks.
     */
    String description();

    /** Returns the command-line options of the check, each of which takes a whole number. */
    List<CheckOption> options();

    /**
     * Returns the requirements of the check on the stack that it uses; by default any stack will
     * do.
     *
     * @param numbers values of the check's options, by the option's name
     */
    default StackRequirements requirements(Map<String, Integer> numbers) {
        return StackRequirements.ANY;
    }

    /**
     * Runs the check against a stack and returns its verdict. Blocks, for minutes in some checks.
     *
     * @param context stack under test, values of the options, and output for progress
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    CheckVerdict run(CheckContext context) throws InterruptedException;
}
