package com.ieltsaiprep.local.simulation.engine;

/** Violation of an invariant: ends the run. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String invariant;

    /**
     * Creates a violation.
     *
     * @param invariant number of the invariant, such as {@code I5}
     * @param detail what happened
     */
    public InvariantViolation(String invariant, String detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    /** Creates a violation that showed as an exception. */
    public InvariantViolation(String invariant, String detail, Throwable cause) {
        super(invariant + ": " + detail, cause);
        this.invariant = invariant;
    }

    /** Returns the number of the violated invariant. */
    public String invariant() {
        return invariant;
    }
}
