package com.ieltsaiprep.api.writing;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvocationType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sender of hand-overs that invokes a Lambda function asynchronously. The first call creates its
 * client, so that it takes no time of a cold start. Thread-safe.
 */
public final class LambdaHandOverSender implements HandOverSender {
    /** The largest event of an asynchronous invocation, bytes (256 KB). */
    static final int MAX_BYTES = 262_144;

    private static final int ACCEPTED = 202;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Time limit of a call, retries included. */
    private static final Duration CALL = Duration.ofMillis(2_500);

    private final String function;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private @Nullable LambdaClient client;

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
        this.function = function;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    @Override
    public boolean send(String event) {
        byte[] payload = event.getBytes(StandardCharsets.UTF_8);
        if (payload.length > MAX_BYTES) {
            return false;
        }
        try {
            return client().invoke(
                                    request ->
                                            request.functionName(function)
                                                    .invocationType(InvocationType.EVENT)
                                                    .payload(SdkBytes.fromByteArray(payload)))
                            .statusCode()
                    == ACCEPTED;
        } catch (SdkException _) {
            return false;
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
