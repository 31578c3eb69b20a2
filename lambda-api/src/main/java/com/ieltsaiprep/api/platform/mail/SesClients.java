package com.ieltsaiprep.api.platform.mail;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.SesClientBuilder;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** Factory of SES clients with a timeout of 4 s, retries included. */
final class SesClients implements Supplier<SesClient> {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(4);

    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;

    SesClients(String region, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    @Override
    public SesClient get() {
        SesClientBuilder builder =
                SesClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(credentials)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(ATTEMPT))
                        .overrideConfiguration(override -> override.apiCallTimeout(CALL));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
