package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.LambdaFunction.Outcome;
import com.ieltsaiprep.local.wire.JsonValues;
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

import java.util.Map;
import java.util.Optional;

/**
 * Lambda stand-in: local replacement of AWS's operation <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a> in all regions,
 * over HTTP on the loopback interface. It invokes synchronously ({@code RequestResponse}) only.
 *
 * @param functions of each region, by their names
 * @param verifier of signatures for the service {@code lambda}
 */
record LambdaStandIn(
        Map<Region, Map<String, LambdaFunction>> functions, SignatureVerifier verifier) {
    private static final String SYNCHRONOUS = "RequestResponse";

    /** Starts to listen; the port is released when {@code vertx} is closed. */
    Future<HttpServer> listen(Vertx vertx, int port) {
        Router router = Router.router(vertx);
        router.post("/2015-03-31/functions/:name/invocations")
                .handler(
                        BodyHandler.create(false)
                                .setBodyLimit(2L * LambdaFunction.MAX_PAYLOAD_BYTES))
                .handler(this::invoke);
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    private void invoke(RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer buffer = call.body().buffer();
        byte[] event = buffer == null ? new byte[0] : buffer.getBytes();
        String type = request.getHeader("X-Amz-Invocation-Type");
        switch (verifier.verify(request, event)) {
            case Verdict.Rejected rejected -> rejected.rejection().send(request);
            case Verdict.Valid _ when type != null && !type.equals(SYNCHRONOUS) ->
                    new RequestRejection(
                                    400,
                                    "InvalidParameterValueException",
                                    "The stand-in invokes by RequestResponse only")
                            .send(request);
            case Verdict.Valid valid ->
                    invoke(request, valid.region(), String.valueOf(call.pathParam("name")), event);
        }
    }

    private void invoke(HttpServerRequest request, String region, String name, byte[] event) {
        Optional<LambdaFunction> function =
                Region.ofAwsName(region)
                        .map(it -> functions.getOrDefault(it, Map.of()))
                        .flatMap(it -> Optional.ofNullable(it.get(name)));
        if (function.isEmpty()) {
            new RequestRejection(
                            404,
                            "ResourceNotFoundException",
                            "Function not found: arn:aws:lambda:%s:123456789012:function:%s"
                                    .formatted(region, name))
                    .send(request);
            return;
        }
        var _ = function.get().invoke(event).thenAccept(outcome -> send(request, outcome));
    }

    private static void send(HttpServerRequest request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Returned(byte[] payload) -> send(request, payload);
            case Outcome.TooLarge _ ->
                    new RequestRejection(
                                    413,
                                    "RequestTooLargeException",
                                    "Request must be smaller than 6291456 bytes")
                            .send(request);
            case Outcome.Failed _ -> sendFunctionError(request, "the function has failed");
            case Outcome.TimedOut _ -> sendFunctionError(request, "Task timed out");
        }
    }

    /** Sends status 200: the invocation has succeeded, though the function has not. */
    private static void sendFunctionError(HttpServerRequest request, String message) {
        request.response().putHeader("X-Amz-Function-Error", "Unhandled");
        send(request, JsonValues.write(JsonValues.object().put("errorMessage", message)));
    }

    private static void send(HttpServerRequest request, byte[] payload) {
        var _ =
                request.response()
                        .putHeader("X-Amz-Executed-Version", "$LATEST")
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(payload));
    }
}
