package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.Refusal;
import com.ieltsaiprep.local.wire.Signatures;

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
record FrontDoor(
        Signatures signatures,
        StreamFaults faults,
        Surroundings around,
        Records records,
        int quota) {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String PATH =
            "/model/amazon.nova-2-sonic-v1:0/invoke-with-bidirectional-stream";

    void enter(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            // What the load balancer before the real service says.
            var _ = request.response().setStatusCode(464).end();
            return;
        }
        switch (signatures.check(request)) {
            case Signatures.Verdict.Refused refused -> refused.refusal().answer(request);
            case Signatures.Verdict.Valid valid -> {
                List<StreamFault> ordered = faults.opening();
                Optional<Refusal> refusal = refusal(request, ordered);
                if (refusal.isPresent()) {
                    refusal.get().answer(request);
                } else {
                    open(new SonicStream(around, request, valid.chunks(), records.open()), ordered);
                }
            }
        }
    }

    private Optional<Refusal> refusal(HttpServerRequest request, List<StreamFault> ordered) {
        for (StreamFault fault : ordered) {
            if (fault.effect() instanceof StreamFault.Effect.Refuse refuse) {
                return Optional.of(refuse.refusal());
            }
        }
        String path = String.valueOf(request.path()).replace("%3A", ":");
        if (!request.method().equals(HttpMethod.POST) || !path.equals(PATH)) {
            return Optional.of(
                    new Refusal(
                            400,
                            "ValidationException",
                            "The provided model identifier is invalid."));
        }
        return around.open().size() < quota
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                429,
                                "ThrottlingException",
                                "Too many requests, please wait before trying again."));
    }

    private void open(SonicStream stream, List<StreamFault> ordered) {
        around.open().add(stream);
        LOG.info("sonic=opened open={}", around.open().size());
        stream.open(ordered);
    }
}
