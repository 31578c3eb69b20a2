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
 * Credentials that are there when asked for: every call to Bedrock is signed on an event loop, and
 * a provider may do HTTP. A thread of its own asks the real provider, which caches by itself, every
 * minute; if that fails, the last ones stay, and Bedrock judges them.
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
     * Resolves once on the calling thread, which must not be an event loop, then again after each
     * {@code every}.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are none
     */
    public static PrefetchedCredentials of(AwsCredentialsProvider source, Duration every) {
        PrefetchedCredentials credentials = new PrefetchedCredentials(source);
        var _ =
                credentials.refresher.scheduleWithFixedDelay(
                        credentials::refresh,
                        every.toMillis(),
                        every.toMillis(),
                        TimeUnit.MILLISECONDS);
        return credentials;
    }

    private void refresh() {
        try {
            current = source.resolveCredentials();
        } catch (RuntimeException e) {
            log.warn("event=credentials_not_refreshed cause={}", e.getClass().getSimpleName());
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
