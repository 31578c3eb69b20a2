package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.lambda.LambdaInvoker;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ender of conversations that invokes the function {@code speech} of the gateway's region, since no
 * other region reaches the gateway's Redis. Thread-safe.
 */
public final class LambdaConversationEnder implements ConversationEnder {
    /** Response of the function to an event that it has executed. */
    public static final String DONE = "{\"done\":true}";

    /** Time limit of a call, retries and a cold start of the function included. */
    private static final Duration CALL = Duration.ofSeconds(3);

    private final LambdaInvoker speech;

    /**
     * Creates an ender without a client yet.
     *
     * @param function name or ARN of the function, with or without an alias
     * @param region the AWS name of its region
     * @param endpoint replaces the address of Lambda; null for AWS's own
     */
    public LambdaConversationEnder(
            String function,
            String region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint) {
        this.speech = new LambdaInvoker(function, region, credentials, endpoint, CALL);
    }

    @Override
    public void end(ConversationEnd event) {
        InvokeResponse response =
                speech.invoke(
                        InvocationType.REQUEST_RESPONSE,
                        event.toJson().getBytes(StandardCharsets.UTF_8));
        // A function of a version that does not know the event answers something else.
        if (response.functionError() != null || !response.payload().asUtf8String().equals(DONE)) {
            throw new IllegalStateException("the function has not ended the conversations");
        }
    }
}
