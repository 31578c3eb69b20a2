package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Factory of DynamoDB clients, each for one region. A call makes up to three attempts within a
 * short time limit, with pauses of at most 100 ms, so that a throttled call fails within a second.
 * The clients throw the exceptions of {@link FaultMappingDynamo}.
 */
public final class DynamoClients implements Function<Region, DynamoDbClient> {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Up to 50 and then 100 ms, at random; the SDK's own starts at 1 s when throttled. */
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(400));

    private final Region own;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final Duration ownTimeout;
    private final Duration otherTimeout;

    private DynamoClients(
            Region own,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            Duration ownTimeout,
            Duration otherTimeout) {
        this.own = own;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.ownTimeout = ownTimeout;
        this.otherTimeout = otherTimeout;
    }

    /**
     * Creates a factory of DynamoDB clients for requests of apps: with retries, a call takes at
     * most 2 s in the function's own region and 3 s in another.
     *
     * @param endpoint replaces the address of DynamoDB in all regions; null for AWS's own
     */
    public static DynamoClients forRequests(
            Region own, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        return new DynamoClients(
                own, credentials, endpoint, Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    /**
     * Creates a factory of DynamoDB clients for deployments, where waiting is better than failing:
     * with retries, a call takes at most 20 s in any region.
     *
     * @param endpoint replaces the address of DynamoDB in all regions; null for AWS's own
     */
    public static DynamoClients forDeployments(
            Region own, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        return new DynamoClients(
                own, credentials, endpoint, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    @Override
    public DynamoDbClient apply(Region region) {
        Duration limit = region == own ? ownTimeout : otherTimeout;
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder()
                        .region(software.amazon.awssdk.regions.Region.of(region.awsName()))
                        .credentialsProvider(credentials)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(limit))
                        .overrideConfiguration(
                                ClientOverrideConfiguration.builder()
                                        .apiCallTimeout(limit)
                                        .retryStrategy(retries())
                                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return new FaultMappingDynamo(builder.build());
    }

    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                .retryOnException(TransactionConflictException.class)
                .retryOnException(Transaction::isTransient)
                .build();
    }
}
