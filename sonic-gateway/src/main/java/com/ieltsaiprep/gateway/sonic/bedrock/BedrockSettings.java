package com.ieltsaiprep.gateway.sonic.bedrock;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.net.URI;

/**
 * Settings of the connection to Bedrock: model, endpoint, credentials and timeouts.
 *
 * @param modelId such as {@code amazon.nova-2-sonic-v1:0}
 * @param region of the model; there is no cross-region profile for it
 * @param endpoint in place of the region's, {@code http://} for HTTP/2 with prior knowledge; null
 *     leaves it to the SDK, which reads {@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME}
 * @param credentials must not block, see {@link PrefetchedCredentials}
 */
public record BedrockSettings(
        String modelId,
        Region region,
        @Nullable URI endpoint,
        AwsCredentialsProvider credentials,
        StreamTimes times) {}
