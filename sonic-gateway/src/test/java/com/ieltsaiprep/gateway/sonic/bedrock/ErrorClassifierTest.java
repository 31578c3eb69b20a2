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
import software.amazon.awssdk.core.exception.SdkException;
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
import java.util.function.Function;
import java.util.stream.Stream;

class ErrorClassifierTest {

    /** Builders of modelled exceptions, whose class is their cause. */
    static Stream<Arguments> modelled() {
        Function<String, StreamEnd.Failure> capacity = Capacity::new;
        Function<String, StreamEnd.Failure> expired = Expired::new;
        Function<String, StreamEnd.Failure> temporary = Transient::new;
        Function<String, StreamEnd.Failure> rejected = Rejected::new;
        return Stream.of(
                arguments(ThrottlingException.builder(), capacity),
                arguments(ServiceQuotaExceededException.builder(), capacity),
                arguments(ModelNotReadyException.builder(), capacity),
                arguments(ModelTimeoutException.builder(), expired),
                arguments(ModelStreamErrorException.builder(), temporary),
                arguments(ModelErrorException.builder(), temporary),
                arguments(InternalServerException.builder(), temporary),
                arguments(ServiceUnavailableException.builder(), temporary),
                arguments(ConflictException.builder(), temporary),
                arguments(ValidationException.builder(), rejected),
                arguments(AccessDeniedException.builder(), rejected),
                arguments(ResourceNotFoundException.builder(), rejected));
    }

    static Stream<Arguments> others() {
        return Stream.of(
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

    /** Messages, each with its failure. */
    static Stream<Arguments> signatures() {
        return """
        System instability detected. Please retry your request. | Transient SystemInstability
        InternalErrorCode=531::RST_STREAM closed stream. HTTP/2 error code: NO_ERROR \
        | Expired InternalErrorCode531
        Timed out waiting for audio bytes or interactive content | Expired IdleInput
        Timed out waiting for input events | Expired IdleInput
        Model has timed out in processing the request | Expired ModelTimedOut
        The security token included in the request is expired | Expired ExpiredToken
        Signature expired: it is late | Transient SignatureExpired
        Acquire operation took longer than the configured maximum time. | Transient NoConnection
        Maximum pending connection acquisitions exceeded. | Transient NoConnection
        Chat history should be sent completely before streaming audio. | Rejected LateHistory
        Chat history is over max limit | Rejected LongHistory
        Invalid input request, please fix your input and try again | Rejected InvalidInput
        Tool Response parsing error | Rejected ToolResultUnreadable
        blocked by our content filters | Rejected ContentFilter
        """
                .lines()
                .map(line -> line.split(" \\| "))
                .map(cells -> arguments(cells[0], failure(cells[1])));
    }

    private static StreamEnd.Failure failure(String typeAndCause) {
        int space = typeAndCause.indexOf(' ');
        String cause = typeAndCause.substring(space + 1);
        return switch (typeAndCause.substring(0, space)) {
            case "Expired" -> new Expired(cause);
            case "Rejected" -> new Rejected(cause);
            case "Transient" -> new Transient(cause);
            default -> throw new IllegalArgumentException(typeAndCause);
        };
    }

    private static BedrockRuntimeException status(int status, String code) {
        return (BedrockRuntimeException)
                BedrockRuntimeException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();
    }

    @ParameterizedTest
    @MethodSource("modelled")
    void classifiesModelledExceptionsByTheirClass(
            SdkException.Builder builder, Function<String, StreamEnd.Failure> expected) {
        Throwable thrown = builder.build();
        assertThat(ErrorClassifier.classify(thrown))
                .isEqualTo(expected.apply(thrown.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void classifiesOtherExceptionsByTheirStatusAndCause(
            Throwable thrown, StreamEnd.Failure expected) {
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
