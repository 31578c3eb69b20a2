package com.ieltsaiprep.api.platform.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** Lambda context of a call in tests. */
public record FakeContext(String getAwsRequestId, int getRemainingTimeInMillis) implements Context {
    private static final String NONE = "none";

    /** Creates the context of a call with 30 s to go. */
    public FakeContext() {
        this("lambda-1", 30_000);
    }

    @Override
    public String getLogGroupName() {
        return NONE;
    }

    @Override
    public String getLogStreamName() {
        return NONE;
    }

    @Override
    public String getFunctionName() {
        return NONE;
    }

    @Override
    public String getFunctionVersion() {
        return NONE;
    }

    @Override
    public String getInvokedFunctionArn() {
        return NONE;
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1_024;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException();
    }
}
