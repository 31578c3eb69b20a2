package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.StackRequirements;

import java.util.List;
import java.util.Map;

/** Real-time check of one property of a running stack. */
interface Check {
    /** Returns the name for {@code ./run check}. */
    String name();

    /** Returns in one line the property that is checked. */
    String description();

    /** Returns the options, each a number. */
    List<CheckOption> options();

    /**
     * Returns the requirements on the stack.
     *
     * @param numbers by the names of the options
     */
    default StackRequirements requirements(Map<String, Integer> numbers) {
        return StackRequirements.ANY;
    }

    /**
     * Runs the check. Blocks.
     *
     * @throws InterruptedException if the user stops it
     */
    CheckVerdict run(CheckContext context) throws InterruptedException;
}
