package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Capacity;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Expired;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Failure;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Error classifier: maps the SDK's exceptions to failures of a stream, which decide on retries. An
 * {@link ErrorSignature} in the message is looked for before the exception's class: "System
 * instability detected" comes as a {@link ValidationException}. {@code ServiceUnavailableException}
 * is transient and not a lack of room, since Bedrock says "throttled" or "quota" for that; {@code
 * ModelNotReadyException} bears status 429 and is.
 */
final class ErrorClassifier {
    /** Failure of a response that began with success and ended early: a reset. */
    static final Failure ENDED_EARLY = new Transient("EndedEarly");

    /** Failure of an attempt whose response headers did not arrive in time. */
    static final Failure NO_HEADERS = new Transient("NoResponseHeaders");

    /** Failure of a stream whose queue filled up because Bedrock requested no events. */
    static final Failure UPLINK_STALLED = new Transient("UplinkStalled");

    /** Failure of a stream whose listener threw an exception: a bug in the gateway. */
    static final Failure LISTENER_FAILED = new Transient("ListenerFailed");

    private static final int MAX_CAUSES = 10;

    private ErrorClassifier() {}

    /** Classifies an exception; the failure's cause is a class or signature, never a message. */
    static Failure classify(Throwable thrown) {
        List<Throwable> chain =
                Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .limit(MAX_CAUSES)
                        .toList();
        return chain.stream()
                .flatMap(link -> bySignature(link).stream())
                .findFirst()
                .or(() -> byClass(chain))
                .orElseGet(() -> new Transient(chain.getLast().getClass().getSimpleName()));
    }

    private static Optional<Failure> bySignature(Throwable link) {
        String code =
                link instanceof AwsServiceException service && service.awsErrorDetails() != null
                        ? orEmpty(service.awsErrorDetails().errorCode())
                        : "";
        return ErrorSignature.match(orEmpty(link.getMessage()))
                .or(() -> ErrorSignature.match(code));
    }

    private static Optional<Failure> byClass(List<Throwable> chain) {
        return chain.stream()
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .findFirst()
                .map(ErrorClassifier::ofService);
    }

    private static Failure ofService(AwsServiceException e) {
        String name = e.getClass().getSimpleName();
        return switch (e) {
            case ThrottlingException _, ServiceQuotaExceededException _, ModelNotReadyException _ ->
                    new Capacity(name);
            case ModelTimeoutException _ -> new Expired(name);
            case ModelStreamErrorException _,
                    ModelErrorException _,
                    InternalServerException _,
                    ServiceUnavailableException _,
                    ConflictException _ ->
                    new Transient(name);
            case ValidationException _, AccessDeniedException _, ResourceNotFoundException _ ->
                    new Rejected(name);
            default -> ofStatus(e.statusCode());
        };
    }

    /** Classifies an error that the service's model does not know, by its HTTP status. */
    private static Failure ofStatus(int status) {
        String name = "Http" + status;
        return switch (status) {
            case 429 -> new Capacity(name);
            case 400, 401, 403, 404, 405, 413, 415, 422, 464 -> new Rejected(name);
            default -> new Transient(name);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
