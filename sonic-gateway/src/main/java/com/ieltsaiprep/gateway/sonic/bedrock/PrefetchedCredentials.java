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
 * AWS credentials provider that never blocks, because every call to Bedrock is signed on an event
 * loop. A background thread refreshes the credentials at a fixed interval from the real provider,
 * which may send HTTP requests. If a refresh fails, the last credentials stay in use until Bedrock
 * rejects them.
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
     * Creates a provider that resolves the credentials now, and again after each interval. Blocks
     * until they are resolved, so it must not be called on an event loop.
     *
     * @param source the real provider, which may block
     * @param interval pause between two refreshes
     * @throws software.amazon.awssdk.core.exception.SdkClientException if the source has no
     *     credentials
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
