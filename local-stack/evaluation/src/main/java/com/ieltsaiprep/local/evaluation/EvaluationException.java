package com.ieltsaiprep.local.evaluation;

/**
 * Thrown if an evaluation cannot be carried out, such as for a set that cannot be read. Its message
 * is shown to the user and quotes no response.
 */
final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
