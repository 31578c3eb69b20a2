package com.ieltsaiprep.api.platform.lambda;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import java.net.URI;
import java.time.Duration;

/**
 * Invoker of one Lambda function. The first call creates its client, so that it takes no time of a
 * cold start. Thread-safe.
 */
public final class LambdaInvoker {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final String function;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final Duration limit;
    private @Nullable LambdaClient client;

    /**
     * Creates an invoker without a client yet.
     *
     * @param function name or ARN of the function, with or without an alias
     * @param region the AWS name of its region
     * @param endpoint replaces the address of Lambda; null for AWS's own
     * @param limit time limit of a call, retries and a cold start of the function included
     */
    public LambdaInvoker(
            String function,
            String region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            Duration limit) {
        this.function = function;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.limit = limit;
    }

    /**
     * Invokes the function and waits for the response.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if Lambda refuses the invocation
     *     or does not answer within the time limit
     */
    public InvokeResponse invoke(InvocationType type, byte[] payload) {
        return client().invoke(
                        request ->
                                request.functionName(function)
                                        .invocationType(type)
                                        .payload(SdkBytes.fromByteArray(payload)));
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
                                            .socketTimeout(limit))
                            .overrideConfiguration(override -> override.apiCallTimeout(limit));
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            client = builder.build();
        }
        return client;
    }
}
