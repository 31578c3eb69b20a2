package com.ieltsaiprep.api.session;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.net.URI;
import java.time.Duration;

/**
 * Ender of conversations that invokes the function {@code speech} of the gateway's region, since no
 * other region reaches the gateway's Redis. The first call creates its client, so that it takes no
 * time of a cold start. Thread-safe.
 */
public final class LambdaConversationEnder implements ConversationEnder {
    /** Response of the function to an event that it has executed. */
    public static final String DONE = "{\"done\":true}";

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Time limit of a call, retries and a cold start of the function included. */
    private static final Duration CALL = Duration.ofSeconds(3);

    private final String function;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private @Nullable LambdaClient client;

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
        this.function = function;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    @Override
    public void end(ConversationEnd event) {
        SdkBytes payload = SdkBytes.fromUtf8String(event.toJson());
        InvokeResponse response =
                client().invoke(request -> request.functionName(function).payload(payload));
        // A function of a version that does not know the event answers something else.
        if (response.functionError() != null || !response.payload().asUtf8String().equals(DONE)) {
            throw new IllegalStateException("the function has not ended the conversations");
        }
    }

    private synchronized LambdaClient client() {
        if (client == null) {
            LambdaClientBuilder builder =
                    LambdaClient.builder()
                            .region(Region.of(region))
                            .credentialsProvider(credentials)
                            .httpClientBuilder(
                                    UrlConnectionHttpClient.builder()
                                            .connectionTimeout(CONNECT)
                                            .socketTimeout(CALL))
                            .overrideConfiguration(override -> override.apiCallTimeout(CALL));
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            client = builder.build();
        }
        return client;
    }
}
