package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsPermission;
import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Request validator: opens a stream for a valid request, or rejects it like the service.
 *
 * @param calls records the permissions that requests need
 * @param quota concurrent streams
 */
record RequestValidator(
        SignatureVerifier verifier,
        StreamFaults faults,
        StandInContext standIn,
        StreamRecords records,
        AwsCallRecorder calls,
        int quota) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestValidator.class);

    /** Models of the stand-in: as foundation models, and by inference profiles of a geography. */
    private static final Pattern MODEL =
            Pattern.compile(
                    "(?:arn:aws:bedrock:[a-z0-9-]+::foundation-model/"
                        + "|arn:aws:bedrock:[a-z0-9-]+:[0-9]{12}:inference-profile/(?=[a-z]+\\.amazon)"
                        + ")?((?:(?:us|eu|apac|jp|global)\\.)?"
                        + "(?:amazon\\.nova-2-sonic-v1:0|amazon\\.nova-2-5-sonic))");

    private static final Pattern PATH =
            Pattern.compile("/model/(.+)/invoke-with-bidirectional-stream");

    void handle(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            // Status of the load balancer in front of the real service.
            var _ = request.response().setStatusCode(464).end();
            return;
        }
        switch (verifier.verify(request)) {
            case SignatureVerifier.Verdict.Rejected rejected -> rejected.rejection().send(request);
            case SignatureVerifier.Verdict.Valid valid -> {
                calls.add(valid, permission(request));
                List<StreamFault> injected = faults.takeForNewStream();
                Optional<RequestRejection> rejection = validate(request, injected);
                if (rejection.isPresent()) {
                    rejection.get().send(request);
                } else {
                    open(
                            request,
                            new StandInStream(standIn, request, valid.chunks(), records.create()),
                            injected);
                }
            }
        }
    }

    /** Returns the permission of the operation, which has no action of its own name. */
    private static AwsPermission permission(HttpServerRequest request) {
        String model = model(request);
        String kind = model.startsWith("amazon.") ? "foundation-model/" : "inference-profile/";
        return new AwsPermission("bedrock:InvokeModel", kind + model);
    }

    /**
     * Returns the id of the model or inference profile in the path of a request, which may name it
     * by its ARN; empty if the stand-in does not serve it.
     */
    private static String model(HttpServerRequest request) {
        Matcher path = PATH.matcher(String.valueOf(request.path()));
        if (!path.matches()) {
            return "";
        }
        Matcher model = MODEL.matcher(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
        return model.matches() ? model.group(1) : "";
    }

    private Optional<RequestRejection> validate(
            HttpServerRequest request, List<StreamFault> injected) {
        for (StreamFault fault : injected) {
            if (fault.effect() instanceof StreamFault.Effect.Refuse refuse) {
                return Optional.of(refuse.rejection());
            }
        }
        if (!request.method().equals(HttpMethod.POST) || model(request).isEmpty()) {
            return Optional.of(
                    new RequestRejection(
                            400,
                            "ValidationException",
                            "The provided model identifier is invalid."));
        }
        return standIn.streams().size() < quota
                ? Optional.empty()
                : Optional.of(
                        new RequestRejection(
                                429,
                                "ThrottlingException",
                                "Too many requests, please wait before trying again."));
    }

    private void open(HttpServerRequest request, StandInStream stream, List<StreamFault> injected) {
        standIn.streams().add(stream);
        LOG.info("sonic=opened open={}", standIn.streams().size());
        for (StreamFault fault : injected) {
            if (fault.effect() instanceof StreamFault.Effect.SickConnection) {
                standIn.sickConnections().add(request.connection());
            } else if (fault.effect() instanceof StreamFault.Effect.Silence silence) {
                stream.openSilently(silence.headers());
                return;
            }
        }
        if (standIn.sickConnections().contains(request.connection())) {
            stream.openSilently(false);
        } else {
            stream.open(injected);
        }
    }
}
