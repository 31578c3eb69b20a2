package com.ieltsaiprep.infra.testkit.engine;

/** Refusal of a request, as the Pulumi engine or the AWS provider would refuse it. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates a refusal with what is wrong and where. */
    public RequestRefusedException(String message) {
        super(message);
    }
}
