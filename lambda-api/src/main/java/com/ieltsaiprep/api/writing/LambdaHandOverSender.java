package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.platform.lambda.LambdaInvoker;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvocationType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sender of hand-overs that invokes a Lambda function asynchronously. Thread-safe. */
public final class LambdaHandOverSender implements HandOverSender {
    /**
     * The largest event of an asynchronous invocation, bytes: <a
     * href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">1 MB</a>.
     */
    static final int MAX_BYTES = 1_000_000;

    private static final int ACCEPTED = 202;

    /** Time limit of a call, retries included. */
    private static final Duration CALL = Duration.ofMillis(2_500);

    private final LambdaInvoker writing;

    /**
     * Creates a sender without a client yet.
     *
     * @param function name or ARN of the function, with its alias
     * @param region the AWS name of its region
     * @param endpoint replaces the address of Lambda; null for AWS's own
     */
    public LambdaHandOverSender(
            String function,
            String region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint) {
        this.writing = new LambdaInvoker(function, region, credentials, endpoint, CALL);
    }

    @Override
    public boolean send(String event) {
        byte[] payload = event.getBytes(StandardCharsets.UTF_8);
        if (payload.length > MAX_BYTES) {
            return false;
        }
        try {
            return writing.invoke(InvocationType.EVENT, payload).statusCode() == ACCEPTED;
        } catch (SdkException _) {
            return false;
        }
    }
}
