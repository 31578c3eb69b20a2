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
 * Makes clients that give up while somebody still waits: after three attempts, or so much time as
 * their {@link Patience} says. Between attempts they wait some 100 ms at most, so that whoever is
 * throttled is told within a second. They throw {@link DatabaseUnavailableException} for everything
 * but a condition that did not hold, and {@link DatabaseRejectedException} for what can never be
 * done.
 */
public final class DynamoClients implements Function<Region, DynamoDbClient> {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Up to 50 and then 100 ms, at random; the SDK's own begins with a second when throttled. */
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(400));

    private final Region own;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final Patience patience;

    /** Who waits for what is asked. */
    public enum Patience {
        /** A person, with an app in their hand: 2 s for the own region, 3 s for another. */
        PERSON(Duration.ofSeconds(2), Duration.ofSeconds(3)),
        /** A deployment, which rather waits for 20 s than fails. */
        DEPLOYMENT(Duration.ofSeconds(20), Duration.ofSeconds(20));

        private final Duration own;
        private final Duration other;

        Patience(Duration own, Duration other) {
            this.own = own;
            this.other = other;
        }
    }

    /**
     * For a function in a region.
     *
     * @param endpoint in the place of AWS's own, for all regions; null: AWS's
     */
    public DynamoClients(
            Region own,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            Patience patience) {
        this.own = own;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.patience = patience;
    }

    @Override
    public DynamoDbClient apply(Region region) {
        Duration longest = region == own ? patience.own : patience.other;
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder()
                        .region(software.amazon.awssdk.regions.Region.of(region.awsName()))
                        .credentialsProvider(credentials)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(longest))
                        .overrideConfiguration(
                                ClientOverrideConfiguration.builder()
                                        .apiCallTimeout(longest)
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
                .retryOnException(Transactions::passes)
                .build();
    }
}
