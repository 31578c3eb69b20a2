package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.StackRequirements;

import java.util.List;
import java.util.Map;

/** Something that is shown in real time against a running stack. */
interface Check {
    /** As given to {@code ./run check}. */
    String name();

    /** What it shows, in one line. */
    String description();

    /** The numbers that can be changed. */
    List<CheckOption> options();

    /**
     * What the stack must be like.
     *
     * @param numbers by the names of the options
     */
    default StackRequirements requirements(Map<String, Integer> numbers) {
        return StackRequirements.ANY;
    }

    /**
     * Shows it. Blocks.
     *
     * @throws InterruptedException if the person at the terminal has had enough
     */
    CheckVerdict run(CheckContext context) throws InterruptedException;
}
