package com.ieltsaiprep.infra.testkit.program;

import com.ieltsaiprep.infra.testkit.engine.StackState;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Result of a program's run against the engine.
 *
 * @param exitStatus exit status of the process
 * @param isTimedOut whether the process was killed at the deadline
 * @param state what it registered
 * @param refusals what the engine refused
 * @param log what it logged, with secrets masked
 * @param output its standard output and error, with secrets masked
 */
public record ProgramRun(
        int exitStatus,
        boolean isTimedOut,
        StackState state,
        List<String> refusals,
        List<String> log,
        String output) {
    /** Longest part of the output in a report. */
    private static final int MAX_OUTPUT = 4000;

    /** Matches lines that tell no reason: frames of the stack, and warnings of the JDK. */
    private static final Pattern NOISE = Pattern.compile("^\\s+(?:at |\\.\\.\\. )|^WARNING: ");

    private static final Pattern CLASS_PATH = Pattern.compile("\\S+\\.jar:\\S+");

    /** Creates a result that does not change. */
    public ProgramRun {
        refusals = List.copyOf(refusals);
        log = List.copyOf(log);
    }

    /** Returns whether the program has ended well and nothing was refused. */
    public boolean isComplete() {
        return exitStatus == 0 && !isTimedOut && refusals.isEmpty();
    }

    /**
     * Returns what the program registered.
     *
     * @throws IllegalStateException if it failed, with what was refused or else what it printed
     */
    public StackState completeState() {
        if (!isComplete()) {
            throw new IllegalStateException(report());
        }
        return state;
    }

    /** Returns why the run is not complete, for people. */
    public String report() {
        if (!refusals.isEmpty()) {
            return "refused:\n  " + String.join("\n  ", refusals);
        }
        String what =
                isTimedOut
                        ? "the program did not end in time and was killed"
                        : "the program ended with status " + exitStatus;
        List<String> errors = log.stream().filter(it -> it.startsWith("ERROR")).toList();
        String text = String.join("\n", errors.isEmpty() ? List.of(output) : errors);
        String reason =
                text.lines()
                        .filter(it -> !NOISE.matcher(it).find())
                        .collect(Collectors.joining("\n"));
        // The SDK says with each failure which class path it ran with.
        String brief = CLASS_PATH.matcher(reason).replaceAll("…");
        return what + ":\n" + brief.substring(Math.max(0, brief.length() - MAX_OUTPUT)).strip();
    }
}
