package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.FaultQueue;
import com.ieltsaiprep.local.wire.RequestFault;
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
 * DynamoDB proxy: verifies signatures, which DynamoDB Local does not, and reports every write to
 * the replicator.
 *
 * <p>Reads stay on the event loop: a hop between threads costs more than the rest of the work here.
 *
 * @param calls records the permissions that requests need
 * @param threads run the writes, which may block
 */
record DynamoProxy(
        Vertx vertx,
        DynamoLocalClient dynamo,
        Replicator replicator,
        WrittenItems writtenItems,
        SignatureVerifier verifier,
        DynamoCallRecorder calls,
        FaultQueue<RequestFault> faults,
        Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoProxy.class);

    /** PartiQL operations, which write too, but whose statements are not parsed here. */
    private static final Set<String> PARTIQL_OPERATIONS =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    private static final List<String> RELAYED_HEADERS =
            List.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    void handle(RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer body = Objects.requireNonNullElseGet(call.body().buffer(), Buffer::buffer);
        switch (verifier.verify(request, body.getBytes())) {
            case SignatureVerifier.Verdict.Rejected rejected -> rejected.rejection().send(request);
            case SignatureVerifier.Verdict.Valid valid ->
                    Region.ofAwsName(valid.region())
                            .ifPresentOrElse(
                                    region -> serve(request, valid, region, body),
                                    () ->
                                            reject(
                                                    request,
                                                    "There are no tables in " + valid.region()));
        }
    }

    private void serve(
            HttpServerRequest request,
            SignatureVerifier.Verdict.Valid valid,
            Region region,
            Buffer body) {
        String target = String.valueOf(request.getHeader("X-Amz-Target"));
        String operation = target.substring(target.indexOf('.') + 1);
        calls.add(valid, operation, body.getBytes());
        Optional<RequestFault> fault = faults.next(it -> it.matches(region, operation));
        long delayMs = fault.map(RequestFault::delayMs).orElse(0L);
        Runnable respond =
                () ->
                        fault.map(RequestFault::rejection)
                                .ifPresentOrElse(
                                        rejection -> rejection.send(request),
                                        () -> relay(request, region, target, operation, body));
        if (delayMs > 0) {
            vertx.setTimer(delayMs, _ -> respond.run());
        } else {
            respond.run();
        }
    }

    private void relay(
            HttpServerRequest request,
            Region region,
            String target,
            String operation,
            Buffer body) {
        if (PARTIQL_OPERATIONS.contains(operation)) {
            reject(request, "The stand-in does not replicate what PartiQL writes");
            return;
        }
        Future<DynamoLocalClient.Response> response =
                WrittenItems.isWrite(operation)
                        ? write(region, target, operation, body)
                        : dynamo.send(region, target, body);
        response.onSuccess(it -> send(request, it))
                .onFailure(
                        e -> {
                            LOG.warn("operation={} failed={}", operation, e.toString());
                            new RequestRejection(
                                            500,
                                            "InternalServerError",
                                            "The request could not be served")
                                    .send(request);
                        });
    }

    private Future<DynamoLocalClient.Response> write(
            Region region, String target, String operation, Buffer body) {
        try {
            SortedMap<String, List<ItemMutation>> items =
                    writtenItems.of(operation, JsonValues.read(body.getBytes()));
            return Future.fromCompletionStage(
                    CompletableFuture.supplyAsync(
                            () ->
                                    replicator.write(
                                            region,
                                            items,
                                            () -> dynamo.sendAndAwait(region, target, body)),
                            threads),
                    vertx.getOrCreateContext());
        } catch (IOException _) {
            // Not JSON: DynamoDB Local has the better error message.
            return dynamo.send(region, target, body);
        }
    }

    private static void send(HttpServerRequest request, DynamoLocalClient.Response from) {
        HttpServerResponse response = request.response().setStatusCode(from.status());
        RELAYED_HEADERS.forEach(
                name -> {
                    String value = from.headers().get(name);
                    if (value != null) {
                        response.putHeader(name, value);
                    }
                });
        var _ = response.end(from.body());
    }

    private static void reject(HttpServerRequest request, String message) {
        new RequestRejection(400, "ValidationException", message).send(request);
    }
}
