package com.ieltsaiprep.gateway.simulation.engine;

/** Something happened that must never happen. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    /**
     * Breaks the run off.
     *
     * @param rule which was broken, such as {@code I5}
     * @param detail what happened
     */
    public Violation(String rule, String detail) {
        super(rule + ": " + detail);
        this.rule = rule;
    }

    /** A violation that showed as an exception. */
    public Violation(String rule, String detail, Throwable cause) {
        super(rule + ": " + detail, cause);
        this.rule = rule;
    }

    /** Which rule was broken. */
    public String rule() {
        return rule;
    }
}
