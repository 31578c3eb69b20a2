package com.ieltsaiprep.api.platform.http;

/** Exception by which an endpoint answers its request with a problem document (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.type().slug(), null, false, false);
        this.problem = problem;
    }

    /** Returns the problem document with which the request is answered. */
    public Problem problem() {
        return problem;
    }
}
