package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.ChunkSignatures;
import com.ieltsaiprep.local.wire.Fault;
import com.ieltsaiprep.local.wire.Faults;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Signatures;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Lets a stream in, or answers why not, as the service does.
 *
 * @param quota streams at a time
 */
record FrontDoor(
        Signatures signatures, Faults faults, Surroundings around, Records records, int quota) {
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
            case Signatures.Verdict.Refused refused ->
                    refuse(
                            request,
                            new Fault.Effect.Refuse(403, refused.type(), refused.message()));
            case Signatures.Verdict.Valid valid -> admit(request, valid.chunks());
        }
    }

    private void admit(HttpServerRequest request, ChunkSignatures chunks) {
        String path = String.valueOf(request.path()).replace("%3A", ":");
        if (!request.method().equals(HttpMethod.POST) || !path.equals(PATH)) {
            refuse(
                    request,
                    new Fault.Effect.Refuse(
                            400,
                            "ValidationException",
                            "The provided model identifier is invalid."));
            return;
        }
        List<Fault> ordered = faults.opening();
        for (Fault fault : ordered) {
            if (fault.effect() instanceof Fault.Effect.Refuse refusal) {
                refuse(request, refusal);
                return;
            }
        }
        if (around.open().size() >= quota) {
            refuse(
                    request,
                    new Fault.Effect.Refuse(
                            429,
                            "ThrottlingException",
                            "Too many requests, please wait before trying again."));
            return;
        }
        SonicStream stream = new SonicStream(around, request, chunks, records.open());
        around.open().add(stream);
        LOG.info("sonic=opened open={}", around.open().size());
        stream.open(ordered);
    }

    private static void refuse(HttpServerRequest request, Fault.Effect.Refuse refusal) {
        LOG.info("sonic=refused status={} type={}", refusal.status(), refusal.type());
        byte[] json = Json.write(Json.object().put("message", refusal.message()));
        var _ =
                request.response()
                        .setStatusCode(refusal.status())
                        .putHeader("x-amzn-errortype", refusal.type())
                        .putHeader("content-type", "application/json")
                        .end(Buffer.buffer(json));
    }
}
