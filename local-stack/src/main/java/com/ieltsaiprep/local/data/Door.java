package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Refusal;
import com.ieltsaiprep.local.wire.Region;
import com.ieltsaiprep.local.wire.Signatures;
import com.ieltsaiprep.local.wire.Trouble;
import com.ieltsaiprep.local.wire.Troubles;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What clients take for DynamoDB: checks signatures, which DynamoDB Local does not, and lets the
 * replicator see every write.
 *
 * @param threads may block
 */
record Door(
        Dynamo dynamo,
        Replicator replicator,
        Signatures signatures,
        Troubles troubles,
        Executor threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    /** They write too, in a language that is not understood here. */
    private static final Set<String> STATEMENTS =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    private static final List<String> RELAYED =
            List.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    void enter(RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer buffer = call.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        switch (signatures.check(request, body)) {
            case Signatures.Verdict.Refused refused -> refused.refusal().answer(request);
            case Signatures.Verdict.Valid valid -> {
                Optional<Region> region = Region.find(valid.region());
                if (region.isPresent()) {
                    threads.execute(() -> serve(request, region.get(), body));
                } else {
                    refuse(request, "There are no tables in " + valid.region());
                }
            }
        }
    }

    private void serve(HttpServerRequest request, Region region, byte[] body) {
        String target = String.valueOf(request.getHeader("X-Amz-Target"));
        String operation = target.substring(target.indexOf('.') + 1);
        try {
            Optional<Trouble> trouble = troubles.next(region, operation);
            if (trouble.isPresent()) {
                Thread.sleep(trouble.get().delayMs());
            }
            Optional<Refusal> refusal = trouble.map(Trouble::refusal);
            if (refusal.isPresent()) {
                refusal.get().answer(request);
            } else if (STATEMENTS.contains(operation)) {
                refuse(request, "The stand-in does not replicate what PartiQL writes");
            } else {
                answer(request, relay(region, target, operation, body));
            }
        } catch (IOException | UncheckedIOException | DynamoException e) {
            LOG.warn("operation={} failed={}", operation, e.toString());
            new Refusal(500, "InternalServerError", "The request could not be served")
                    .answer(request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Dynamo.Answer relay(Region region, String target, String operation, byte[] body)
            throws IOException {
        return WRITES.contains(operation)
                ? replicator.write(
                        region, tables(Json.read(body)), () -> dynamo.send(region, target, body))
                : dynamo.send(region, target, body);
    }

    /** The tables that a request writes. */
    private static Set<String> tables(JsonNode request) {
        Set<String> tables = new HashSet<>();
        request.path("RequestItems").fieldNames().forEachRemaining(tables::add);
        tables.addAll(request.findValuesAsText("TableName"));
        return tables;
    }

    private static void answer(HttpServerRequest request, Dynamo.Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        RELAYED.forEach(
                name -> {
                    String value = answer.headers().get(name);
                    if (value != null) {
                        response.putHeader(name, value);
                    }
                });
        var _ = response.end(Buffer.buffer(answer.body()));
    }

    private static void refuse(HttpServerRequest request, String why) {
        new Refusal(400, "ValidationException", why).answer(request);
    }
}
