package com.ieltsaiprep.api.platform.http;

/** A request that is answered with a problem document; thrown by endpoints, never by the domain. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.type().slug(), null, false, false);
        this.problem = problem;
    }

    /** What is answered. */
    public Problem problem() {
        return problem;
    }
}
