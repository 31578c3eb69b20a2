package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.JsonValues;
import com.ieltsaiprep.local.wire.RequestFault;
import com.ieltsaiprep.local.wire.RequestFaults;
import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What clients take for DynamoDB: checks signatures, which DynamoDB Local does not, and lets the
 * replicator see every write. Reads stay on the event loop: each thread that an answer passes
 * through costs more than the rest of its way here.
 *
 * @param threads may block
 */
record DynamoProxy(
        Vertx vertx,
        DynamoLocalClient dynamo,
        Replicator replicator,
        WrittenKeys keys,
        SignatureVerifier verifier,
        RequestFaults faults,
        Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoProxy.class);

    /** They write too, in a language that is not understood here. */
    private static final Set<String> STATEMENTS =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    private static final List<String> RELAYED =
            List.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    void enter(RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer body = Objects.requireNonNullElseGet(call.body().buffer(), Buffer::buffer);
        switch (verifier.check(request, body.getBytes())) {
            case SignatureVerifier.Verdict.Refused refused -> refused.rejection().answer(request);
            case SignatureVerifier.Verdict.Valid valid ->
                    Region.ofAwsName(valid.region())
                            .ifPresentOrElse(
                                    region -> serve(request, region, body),
                                    () ->
                                            refuse(
                                                    request,
                                                    "There are no tables in " + valid.region()));
        }
    }

    private void serve(HttpServerRequest request, Region region, Buffer body) {
        String target = String.valueOf(request.getHeader("X-Amz-Target"));
        String operation = target.substring(target.indexOf('.') + 1);
        Optional<RequestFault> fault = faults.next(region, operation);
        long delayMs = fault.map(RequestFault::delayMs).orElse(0L);
        Runnable serving =
                () ->
                        fault.map(RequestFault::rejection)
                                .ifPresentOrElse(
                                        rejection -> rejection.answer(request),
                                        () -> relay(request, region, target, operation, body));
        if (delayMs > 0) {
            vertx.setTimer(delayMs, _ -> serving.run());
        } else {
            serving.run();
        }
    }

    private void relay(
            HttpServerRequest request,
            Region region,
            String target,
            String operation,
            Buffer body) {
        if (STATEMENTS.contains(operation)) {
            refuse(request, "The stand-in does not replicate what PartiQL writes");
            return;
        }
        Future<DynamoLocalClient.Answer> answered =
                WrittenKeys.isWrite(operation)
                        ? write(region, target, body)
                        : dynamo.send(region, target, body);
        answered.onSuccess(answer -> answer(request, answer))
                .onFailure(
                        e -> {
                            LOG.warn("operation={} failed={}", operation, e.toString());
                            new RequestRejection(
                                            500,
                                            "InternalServerError",
                                            "The request could not be served")
                                    .answer(request);
                        });
    }

    private Future<DynamoLocalClient.Answer> write(Region region, String target, Buffer body) {
        try {
            SortedMap<String, List<JsonNode>> items = keys.of(JsonValues.read(body.getBytes()));
            return Future.fromCompletionStage(
                    CompletableFuture.supplyAsync(
                            () ->
                                    replicator.write(
                                            region, items, () -> dynamo.ask(region, target, body)),
                            threads),
                    vertx.getOrCreateContext());
        } catch (IOException _) {
            // Not JSON: DynamoDB Local says so better.
            return dynamo.send(region, target, body);
        }
    }

    private static void answer(HttpServerRequest request, DynamoLocalClient.Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        RELAYED.forEach(
                name -> {
                    String value = answer.headers().get(name);
                    if (value != null) {
                        response.putHeader(name, value);
                    }
                });
        var _ = response.end(answer.body());
    }

    private static void refuse(HttpServerRequest request, String why) {
        new RequestRejection(400, "ValidationException", why).answer(request);
    }
}
