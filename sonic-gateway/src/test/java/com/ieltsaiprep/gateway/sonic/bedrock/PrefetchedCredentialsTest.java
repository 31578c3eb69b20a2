package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(20)
class PrefetchedCredentialsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final AtomicInteger asked = new AtomicInteger();

    private AwsCredentials next() {
        return AwsBasicCredentials.create("id " + asked.incrementAndGet(), "secret");
    }

    @Test
    void resolvesOnceAndThenAnswersFromTheCache() {
        try (var credentials = PrefetchedCredentials.of(this::next, Duration.ofHours(1))) {
            assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("id 1");
            assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("id 1");
        }
    }

    @Test
    void refreshesOnAnotherThread() throws InterruptedException {
        CountDownLatch renewed = new CountDownLatch(3);
        try (var credentials =
                PrefetchedCredentials.of(
                        () -> {
                            renewed.countDown();
                            return next();
                        },
                        SOON)) {
            assertThat(renewed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(credentials.resolveCredentials().accessKeyId()).isNotEqualTo("id 1");
        }
    }

    @Test
    void keepsTheLastCredentialsWhenTheSourceFails() throws InterruptedException {
        CountDownLatch failures = new CountDownLatch(3);
        try (var credentials =
                PrefetchedCredentials.of(
                        () -> {
                            if (asked.get() > 0) {
                                failures.countDown();
                                throw SdkClientException.create("unavailable");
                            }
                            return next();
                        },
                        SOON)) {
            assertThat(failures.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("id 1");
        }
    }

    @Test
    void failsWithoutCredentials() {
        assertThatThrownBy(
                        () ->
                                PrefetchedCredentials.of(
                                        () -> {
                                            throw SdkClientException.create("none");
                                        },
                                        SOON))
                .isInstanceOf(SdkClientException.class);
    }
}
