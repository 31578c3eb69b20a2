package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Expired;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConflictException;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

class ErrorClassifierTest {

    static Stream<Arguments> classes() {
        return Stream.of(
                arguments(
                        ThrottlingException.builder().build(), new Capacity("ThrottlingException")),
                arguments(
                        ServiceQuotaExceededException.builder().build(),
                        new Capacity("ServiceQuotaExceededException")),
                arguments(
                        ModelNotReadyException.builder().build(),
                        new Capacity("ModelNotReadyException")),
                arguments(
                        ModelTimeoutException.builder().build(),
                        new Expired("ModelTimeoutException")),
                arguments(
                        ModelStreamErrorException.builder().build(),
                        new Transient("ModelStreamErrorException")),
                arguments(
                        ModelErrorException.builder().build(),
                        new Transient("ModelErrorException")),
                arguments(
                        InternalServerException.builder().build(),
                        new Transient("InternalServerException")),
                arguments(
                        ServiceUnavailableException.builder().build(),
                        new Transient("ServiceUnavailableException")),
                arguments(ConflictException.builder().build(), new Transient("ConflictException")),
                arguments(
                        ValidationException.builder().build(), new Rejected("ValidationException")),
                arguments(
                        AccessDeniedException.builder().build(),
                        new Rejected("AccessDeniedException")),
                arguments(
                        ResourceNotFoundException.builder().build(),
                        new Rejected("ResourceNotFoundException")),
                arguments(status(429, "Other"), new Capacity("Http429")),
                arguments(status(464, "Other"), new Rejected("Http464")),
                arguments(status(403, "Other"), new Rejected("Http403")),
                arguments(status(408, "Other"), new Transient("Http408")),
                arguments(status(500, "Other"), new Transient("Http500")),
                arguments(status(403, "ExpiredTokenException"), new Expired("ExpiredToken")),
                arguments(
                        new CompletionException(
                                SdkClientException.create(
                                        "x", new IOException("y", new ClosedChannelException()))),
                        new Transient("ClosedChannelException")),
                arguments(new Throwable("odd"), new Transient("Throwable")));
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                arguments(
                        "System instability detected. Please retry your request.",
                        new Transient("SystemInstability")),
                arguments(
                        "InternalErrorCode=531::RST_STREAM closed stream. HTTP/2 error code:"
                                + " NO_ERROR",
                        new Expired("InternalErrorCode531")),
                arguments(
                        "Timed out waiting for audio bytes or interactive content",
                        new Expired("IdleInput")),
                arguments("Timed out waiting for input events", new Expired("IdleInput")),
                arguments(
                        "Model has timed out in processing the request",
                        new Expired("ModelTimedOut")),
                arguments(
                        "The security token included in the request is expired",
                        new Expired("ExpiredToken")),
                arguments("Signature expired: it is late", new Transient("SignatureExpired")),
                arguments(
                        "Acquire operation took longer than the configured maximum time.",
                        new Transient("NoConnection")),
                arguments(
                        "Maximum pending connection acquisitions exceeded.",
                        new Transient("NoConnection")),
                arguments(
                        "Chat history should be sent completely before streaming audio.",
                        new Rejected("LateHistory")),
                arguments("Chat history is over max limit", new Rejected("LongHistory")),
                arguments(
                        "Invalid input request, please fix your input and try again",
                        new Rejected("InvalidInput")),
                arguments("Tool Response parsing error", new Rejected("ToolResultUnreadable")),
                arguments("blocked by our content filters", new Rejected("ContentFilter")));
    }

    private static BedrockRuntimeException status(int status, String code) {
        return (BedrockRuntimeException)
                BedrockRuntimeException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void classifiesByTheClassOfTheException(Throwable thrown, StreamEnd.Failure expected) {
        assertThat(ErrorClassifier.classify(thrown)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void aSignatureTakesPrecedenceOverTheClass(String message, StreamEnd.Failure expected) {
        assertThat(ErrorClassifier.classify(ValidationException.builder().message(message).build()))
                .isEqualTo(expected);
        assertThat(
                        ErrorClassifier.classify(
                                ModelStreamErrorException.builder().message(message).build()))
                .isEqualTo(expected);
        assertThat(ErrorClassifier.classify(new CompletionException(new Throwable(message))))
                .isEqualTo(expected);
    }

    @Test
    void coversEverySignature() {
        assertThat(signatures()).hasSize(ErrorSignature.values().length - 1);
    }

    @Test
    void neverQuotesAMessage() {
        StreamEnd.Failure failure =
                ErrorClassifier.classify(
                        ValidationException.builder().message("they said: secret").build());
        assertThat(failure.toString()).doesNotContain("secret");
    }

    @Test
    void endsWithACycleOfCauses() {
        IOException head = new IOException("head");
        IOException tail = new IOException("tail", head);
        head.initCause(tail);
        assertThat(ErrorClassifier.classify(head)).isEqualTo(new Transient("IOException"));
    }
}
