package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.LambdaFunction.Invocation;
import com.ieltsaiprep.local.api.LambdaFunction.Outcome;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsPermission;
import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;
import com.ieltsaiprep.local.wire.SignatureVerifier.Verdict;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lambda stand-in: local replacement of AWS's operation <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a> in all regions,
 * over HTTP on the loopback interface. It invokes synchronously ({@code RequestResponse}) and
 * asynchronously ({@code Event}), by name or ARN, with or without a qualifier; every function has
 * the alias {@code live}.
 *
 * @param functions of each region, by their names
 * @param verifier of signatures for the service {@code lambda}
 * @param calls records the permissions that requests need
 * @param records injected faults and outcomes
 */
record LambdaStandIn(
        Vertx vertx,
        Map<Region, Map<String, LambdaFunction>> functions,
        SignatureVerifier verifier,
        AwsCallRecorder calls,
        InvocationRecords records) {
    /** Invocation type of events that Lambda queues. */
    static final String EVENT = "Event";

    /** Limit of an event that is delivered asynchronously. */
    static final int MAX_ASYNC_BYTES = 1 << 20;

    private static final String REQUEST = "RequestResponse";

    private record Call(
            HttpServerRequest request, Region region, FunctionName name, byte[] event) {}

    /** Starts to listen; the port is released when {@code vertx} is closed. */
    Future<HttpServer> listen(int port) {
        Router router = Router.router(vertx);
        router.post("/2015-03-31/functions/:name/invocations")
                .handler(
                        BodyHandler.create(false)
                                .setBodyLimit(2L * LambdaFunction.MAX_PAYLOAD_BYTES))
                .handler(this::handle);
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    private void handle(RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer buffer = call.body().buffer();
        byte[] event = buffer == null ? new byte[0] : buffer.getBytes();
        switch (verifier.verify(request, event)) {
            case Verdict.Rejected rejected -> rejected.rejection().send(request);
            case Verdict.Valid valid -> {
                String name = String.valueOf(call.pathParam("name"));
                Optional<FunctionName> read =
                        FunctionName.read(name, request.getParam("Qualifier"), valid.region());
                Optional<Region> region = Region.ofAwsName(valid.region());
                if (read.isEmpty() || region.isEmpty()) {
                    reject(request, 404, "ResourceNotFound", "Function not found: " + name);
                } else {
                    calls.add(
                            valid,
                            new AwsPermission("lambda:InvokeFunction", "function:" + read.get()));
                    find(new Call(request, region.get(), read.get(), event));
                }
            }
        }
    }

    private void find(Call call) {
        LambdaFunction function =
                functions.getOrDefault(call.region, Map.of()).get(call.name.name());
        if (function == null || !call.name.isPublished()) {
            reject(
                    call.request,
                    404,
                    "ResourceNotFound",
                    "Function not found: arn:aws:lambda:%s:123456789012:function:%s"
                            .formatted(call.region.awsName(), call.name));
            return;
        }
        String type = call.request.getHeader("X-Amz-Invocation-Type");
        if (type == null || type.equals(REQUEST)) {
            invoke(call, function);
        } else if (type.equals(EVENT)) {
            accept(call, function);
        } else {
            reject(
                    call.request,
                    400,
                    "InvalidParameterValue",
                    "The stand-in invokes by RequestResponse and Event only");
        }
    }

    private void invoke(Call call, LambdaFunction function) {
        Optional<InvocationFault> fault = nextFault(call, function);
        if (fault.isPresent() && refuses(call.request, fault.get())) {
            return;
        }
        String id = UUID.randomUUID().toString();
        Optional<Duration> kill =
                fault.filter(it -> it.kind() == InvocationFault.Kind.KILL)
                        .map(it -> Duration.ofMillis(it.afterMs()));
        var _ =
                function.invoke(new Invocation(call.event, id, kill))
                        .thenAccept(
                                outcome -> {
                                    records.add(attempt(call, function, id, outcome));
                                    send(call, outcome);
                                });
    }

    private Optional<InvocationFault> nextFault(Call call, LambdaFunction function) {
        return records.faults().next(it -> it.matches(call.region, function.name()));
    }

    private static InvocationRecords.Attempt attempt(
            Call call, LambdaFunction function, String id, Outcome outcome) {
        return new InvocationRecords.Attempt(
                call.region.awsName(),
                function.name(),
                id,
                REQUEST,
                1,
                outcome.getClass().getSimpleName());
    }

    /** Queues an event, and responds before it is delivered. */
    private void accept(Call call, LambdaFunction function) {
        if (call.event.length > MAX_ASYNC_BYTES) {
            reject(
                    call.request,
                    413,
                    "RequestTooLarge",
                    "%d byte payload is too large for the Event invocation type (limit %d bytes)"
                            .formatted(call.event.length, MAX_ASYNC_BYTES));
            return;
        }
        Optional<InvocationFault> fault = nextFault(call, function);
        if (fault.isPresent() && refuses(call.request, fault.get())) {
            return;
        }
        String id = UUID.randomUUID().toString();
        AsyncEventQueue queue = new AsyncEventQueue(vertx, records);
        AsyncEventQueue.Event event =
                new AsyncEventQueue.Event(
                        call.region.awsName(), function, call.event, id, 0, Duration.ZERO);
        fault.ifPresentOrElse(it -> queue(queue, event, it), () -> queue.accept(event, 0));
        var _ = call.request.response().setStatusCode(202).putHeader("x-amzn-RequestId", id).end();
    }

    private static void queue(
            AsyncEventQueue queue, AsyncEventQueue.Event event, InvocationFault fault) {
        switch (fault.kind()) {
            case LOSE, REFUSE, THROTTLE -> {}
            case DELAY -> queue.accept(event, fault.afterMs());
            case TWICE -> {
                queue.accept(event, 0);
                queue.accept(event, fault.afterMs());
            }
            case KILL -> queue.accept(event.killed(fault), 0);
        }
    }

    /** Refuses an invocation if the fault says so. */
    private static boolean refuses(HttpServerRequest request, InvocationFault fault) {
        return switch (fault.kind()) {
            case REFUSE -> {
                reject(request, 500, "Service", "Internal service error");
                yield true;
            }
            case THROTTLE -> {
                sendThrottled(request);
                yield true;
            }
            case LOSE, DELAY, TWICE, KILL -> false;
        };
    }

    private static void send(Call call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Returned(byte[] payload) -> send(call, payload);
            case Outcome.TooLarge _ ->
                    reject(
                            call.request,
                            413,
                            "RequestTooLarge",
                            "Request must be smaller than 6291456 bytes for the InvokeFunction"
                                    + " operation");
            case Outcome.Throttled _ -> sendThrottled(call.request);
            case Outcome.Failed _ -> sendFunctionError(call, "the function has failed");
            case Outcome.TimedOut _ -> sendFunctionError(call, "Task timed out");
        }
    }

    private static void sendThrottled(HttpServerRequest request) {
        reject(request, 429, "TooManyRequests", "Rate Exceeded.");
    }

    /** Sends status 200: the invocation has succeeded, though the function has not. */
    private static void sendFunctionError(Call call, String message) {
        call.request.response().putHeader("X-Amz-Function-Error", "Unhandled");
        send(call, JsonValues.write(JsonValues.object().put("errorMessage", message)));
    }

    private static void send(Call call, byte[] payload) {
        var _ =
                call.request
                        .response()
                        .putHeader("X-Amz-Executed-Version", call.name.version())
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(payload));
    }

    private static void reject(HttpServerRequest request, int status, String type, String message) {
        new RequestRejection(status, type + "Exception", message).send(request);
    }
}
