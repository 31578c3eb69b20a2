package com.ieltsaiprep.gateway.sonic.bedrock;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.net.URI;

/**
 * Settings of the connection to Amazon Bedrock: model, endpoint, credentials and timeouts.
 *
 * @param modelId id of the model, such as {@code amazon.nova-2-sonic-v1:0}
 * @param region AWS region of the model; there is no cross-region inference profile for it
 * @param endpoint address to use instead of the region's endpoint; {@code http://} means HTTP/2 in
 *     cleartext with prior knowledge. Null leaves the choice to the SDK, which reads {@code
 *     AWS_ENDPOINT_URL_BEDROCK_RUNTIME}
 * @param credentials provider of AWS credentials; called on event loops, so it must not block: see
 *     {@link PrefetchedCredentials}
 * @param times backoffs and timeouts of the streams
 */
public record BedrockSettings(
        String modelId,
        Region region,
        @Nullable URI endpoint,
        AwsCredentialsProvider credentials,
        StreamTimes times) {}
