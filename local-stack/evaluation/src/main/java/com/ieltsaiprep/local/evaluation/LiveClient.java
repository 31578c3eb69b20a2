package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.api.writing.BedrockConverseCodec;
import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelRequest;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Model client for Bedrock's Converse API, with the credentials and the endpoint of the usual
 * chains, such as {@code AWS_PROFILE} and {@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME}.
 */
final class LiveClient implements ModelClient, AutoCloseable {
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 8;

    /** Codes of credentials that AWS does not accept. */
    private static final Set<String> CREDENTIALS =
            Set.of(
                    "UnrecognizedClientException",
                    "ExpiredTokenException",
                    "InvalidSignatureException",
                    "IncompleteSignature");

    private final BedrockRuntimeClient bedrock;

    /** Creates a client that calls models by a client of the SDK, and closes it. */
    LiveClient(BedrockRuntimeClient bedrock) {
        this.bedrock = bedrock;
    }

    /**
     * Creates a client.
     *
     * @param region AWS region; that of the usual chain if empty
     * @throws EvaluationException if no region is configured
     */
    static LiveClient of(Optional<String> region) {
        BedrockRuntimeClientBuilder builder =
                BedrockRuntimeClient.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder().socketTimeout(ATTEMPT_TIMEOUT))
                        .overrideConfiguration(
                                config ->
                                        config.retryStrategy(retry -> retry.maxAttempts(ATTEMPTS))
                                                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                                                .apiCallTimeout(CALL_TIMEOUT));
        region.map(Region::of).ifPresent(builder::region);
        try {
            return new LiveClient(builder.build());
        } catch (SdkClientException e) {
            throw new EvaluationException("no AWS region: --region or AWS_REGION", e);
        }
    }

    @Override
    public CallResult call(ModelRequest request, int run) {
        long started = System.nanoTime();
        try {
            ConverseResponse response = bedrock.converse(BedrockConverseCodec.request(request));
            // With the SDK's retries, which a caller in production would wait for as well.
            long latencyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            return new CallResult.Replied(BedrockConverseCodec.reply(response), latencyMs, false);
        } catch (ThrottlingException _) {
            return new CallResult.Failed(ModelFailure.THROTTLED);
        } catch (ModelTimeoutException
                | ApiCallTimeoutException
                | ApiCallAttemptTimeoutException _) {
            return new CallResult.Failed(ModelFailure.TIMED_OUT);
        } catch (ValidationException _) {
            return new CallResult.Failed(ModelFailure.REFUSED);
        } catch (AccessDeniedException | ResourceNotFoundException e) {
            throw new EvaluationException("Bedrock gives no access to " + request.model(), e);
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null
                    && CREDENTIALS.contains(e.awsErrorDetails().errorCode())) {
                throw new EvaluationException("AWS does not accept the credentials", e);
            }
            return new CallResult.Failed(ModelFailure.UNAVAILABLE);
        } catch (AbortedException e) {
            throw new EvaluationException("interrupted", e);
        } catch (SdkClientException e) {
            if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
                throw new EvaluationException(
                        "no AWS credentials were found; --replay needs none", e);
            }
            return new CallResult.Failed(ModelFailure.UNAVAILABLE);
        }
    }

    @Override
    public void close() {
        bedrock.close();
    }
}
