package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/**
 * Lets a stream in, or answers why not, as the service does.
 *
 * @param quota streams at a time
 */
record RequestValidator(
        SignatureVerifier verifier,
        StreamFaults faults,
        StandInContext standIn,
        StreamRecords records,
        int quota) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestValidator.class);
    private static final String PATH =
            "/model/amazon.nova-2-sonic-v1:0/invoke-with-bidirectional-stream";

    void enter(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            // What the load balancer before the real service says.
            var _ = request.response().setStatusCode(464).end();
            return;
        }
        switch (verifier.check(request)) {
            case SignatureVerifier.Verdict.Refused refused -> refused.rejection().answer(request);
            case SignatureVerifier.Verdict.Valid valid -> {
                List<StreamFault> ordered = faults.opening();
                Optional<RequestRejection> rejection = rejection(request, ordered);
                if (rejection.isPresent()) {
                    rejection.get().answer(request);
                } else {
                    open(
                            new StandInStream(standIn, request, valid.chunks(), records.open()),
                            ordered);
                }
            }
        }
    }

    private Optional<RequestRejection> rejection(
            HttpServerRequest request, List<StreamFault> ordered) {
        for (StreamFault fault : ordered) {
            if (fault.effect() instanceof StreamFault.Effect.Refuse refuse) {
                return Optional.of(refuse.rejection());
            }
        }
        String path = String.valueOf(request.path()).replace("%3A", ":");
        if (!request.method().equals(HttpMethod.POST) || !path.equals(PATH)) {
            return Optional.of(
                    new RequestRejection(
                            400,
                            "ValidationException",
                            "The provided model identifier is invalid."));
        }
        return standIn.open().size() < quota
                ? Optional.empty()
                : Optional.of(
                        new RequestRejection(
                                429,
                                "ThrottlingException",
                                "Too many requests, please wait before trying again."));
    }

    private void open(StandInStream stream, List<StreamFault> ordered) {
        standIn.open().add(stream);
        LOG.info("sonic=opened open={}", standIn.open().size());
        stream.open(ordered);
    }
}
