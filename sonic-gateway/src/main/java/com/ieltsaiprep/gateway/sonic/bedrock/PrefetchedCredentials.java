package com.ieltsaiprep.gateway.sonic.bedrock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Credentials provider that never blocks, since every call to Bedrock is signed on an event loop. A
 * background thread refreshes the credentials every minute from the real provider, which may do
 * HTTP and caches by itself; if that fails, the last ones are used until Bedrock rejects them.
 */
public final class PrefetchedCredentials implements AwsCredentialsProvider, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrefetchedCredentials.class);

    private final AwsCredentialsProvider source;
    private final ScheduledExecutorService refresher;
    private volatile AwsCredentials current;

    private PrefetchedCredentials(AwsCredentialsProvider source) {
        this.source = source;
        this.current = source.resolveCredentials();
        this.refresher =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("aws-credentials").factory());
    }

    /**
     * Resolves the credentials and refreshes them in the given interval. Blocks, so it must not be
     * called on an event loop.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are none
     */
    public static PrefetchedCredentials of(AwsCredentialsProvider source, Duration interval) {
        PrefetchedCredentials credentials = new PrefetchedCredentials(source);
        var _ =
                credentials.refresher.scheduleWithFixedDelay(
                        credentials::refresh,
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
        return credentials;
    }

    private void refresh() {
        try {
            current = source.resolveCredentials();
        } catch (RuntimeException e) {
            log.warn("event=credentials_refresh_failed cause={}", e.getClass().getSimpleName());
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return current;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
