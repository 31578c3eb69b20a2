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
    private static final String MODEL = "amazon.nova-2-sonic-v1:0";
    private static final Pattern PATH =
            Pattern.compile("/model/([^/]+)/invoke-with-bidirectional-stream");

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
                            new StandInStream(standIn, request, valid.chunks(), records.create()),
                            injected);
                }
            }
        }
    }

    /** Returns the permission of the operation, which has no action of its own name. */
    private static AwsPermission permission(HttpServerRequest request) {
        return new AwsPermission("bedrock:InvokeModel", "foundation-model/" + model(request));
    }

    /** Returns the model id of a request; empty if its path has none. */
    private static String model(HttpServerRequest request) {
        Matcher path = PATH.matcher(String.valueOf(request.path()).replace("%3A", ":"));
        return path.matches() ? path.group(1) : "";
    }

    private Optional<RequestRejection> validate(
            HttpServerRequest request, List<StreamFault> injected) {
        for (StreamFault fault : injected) {
            if (fault.effect() instanceof StreamFault.Effect.Refuse refuse) {
                return Optional.of(refuse.rejection());
            }
        }
        if (!request.method().equals(HttpMethod.POST) || !model(request).equals(MODEL)) {
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

    private void open(StandInStream stream, List<StreamFault> injected) {
        standIn.streams().add(stream);
        LOG.info("sonic=opened open={}", standIn.streams().size());
        stream.open(injected);
    }
}
