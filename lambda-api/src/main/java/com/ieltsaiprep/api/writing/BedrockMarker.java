package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelRequest;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

import java.net.URI;
import java.time.Duration;

/**
 * Model that marks by Bedrock's Converse API, always with the most likely answer and one forced
 * tool. What Bedrock refuses for its load, or by a fault of its own, is repeated after about 1, 2
 * and 4 s while the budget lasts. No message of an exception leaves this class, since it may quote
 * a text. The first call creates the client. Thread-safe.
 */
public final class BedrockMarker implements MarkingModel {
    private static final int ATTEMPTS = 4;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TIMED_OUT = 408;
    private static final int SERVER_FAULTS = 500;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Longest time for an attempt: a model that takes longer never answers. */
    private static final Duration ATTEMPT = Duration.ofSeconds(60);

    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final Duration firstPause;
    private @Nullable BedrockRuntimeClient client;

    /**
     * Creates a marker without a client yet.
     *
     * @param region the AWS name of the region
     * @param endpoint replaces the address of Bedrock; null for AWS's own
     */
    public BedrockMarker(
            String region, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        this(region, credentials, endpoint, Duration.ofSeconds(1));
    }

    BedrockMarker(
            String region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            Duration firstPause) {
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.firstPause = firstPause;
    }

    @Override
    public Answer ask(ModelRequest request, Duration budget) {
        try {
            return new Answer.Replied(
                    BedrockConverseCodec.reply(
                            client().converse(
                                            BedrockConverseCodec.request(request).toBuilder()
                                                    .overrideConfiguration(
                                                            it -> it.apiCallTimeout(budget))
                                                    .build())));
        } catch (ApiCallTimeoutException | AbortedException _) {
            return new Answer.OutOfTime();
        } catch (SdkException e) {
            return Thread.currentThread().isInterrupted()
                    ? new Answer.OutOfTime()
                    : new Answer.Failed(failure(e));
        }
    }

    private static ModelFailure failure(SdkException e) {
        return switch (e) {
            case ApiCallAttemptTimeoutException _ -> ModelFailure.TIMED_OUT;
            case AwsServiceException service -> failure(service);
            default -> ModelFailure.UNAVAILABLE;
        };
    }

    private static ModelFailure failure(AwsServiceException e) {
        if (e.isThrottlingException() || e.statusCode() == TOO_MANY_REQUESTS) {
            return ModelFailure.THROTTLED;
        }
        if (e.statusCode() == TIMED_OUT) {
            return ModelFailure.TIMED_OUT;
        }
        return e.statusCode() >= SERVER_FAULTS ? ModelFailure.UNAVAILABLE : ModelFailure.REFUSED;
    }

    private synchronized BedrockRuntimeClient client() {
        if (client == null) {
            BedrockRuntimeClientBuilder builder =
                    BedrockRuntimeClient.builder()
                            .region(Region.of(region))
                            .credentialsProvider(credentials)
                            .httpClientBuilder(
                                    UrlConnectionHttpClient.builder()
                                            .connectionTimeout(CONNECT)
                                            .socketTimeout(ATTEMPT))
                            .overrideConfiguration(
                                    ClientOverrideConfiguration.builder()
                                            .apiCallAttemptTimeout(ATTEMPT)
                                            .retryStrategy(retries())
                                            .build());
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            client = builder.build();
        }
        return client;
    }

    private RetryStrategy retries() {
        BackoffStrategy backoff =
                BackoffStrategy.exponentialDelayHalfJitter(firstPause, firstPause.multipliedBy(4));
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .build();
    }
}
