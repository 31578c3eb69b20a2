package com.ieltsaiprep.local.converse;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsPermission;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;
import com.ieltsaiprep.local.wire.SignatureVerifier.Verdict;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Amazon Bedrock stand-in: local replacement of the operation <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 * in all regions, over HTTP on the loopback interface. It serves requests with one forced tool, and
 * computes the reply from the JSON object in the first user message.
 *
 * <p>Tests command it at its control port: {@code POST /faults} injects a {@link ConverseFault},
 * {@code DELETE /faults} removes all. {@code GET /counts} returns the number of valid requests, by
 * criterion and by model; {@code DELETE /counts} sets them to zero. {@code PUT /recording} with
 * {@code {"on":true}} keeps the newest 200 requests in memory, which {@code GET /requests} returns;
 * {@code {"on":false}} deletes them. {@code GET /aws-calls} returns the calls of roles, {@code
 * DELETE /aws-calls} deletes them. The candidate's words are neither logged nor stored.
 */
public final class ConverseStandIn {
    private static final long MAX_BODY_BYTES = 20L << 20;
    private static final String UNEXPECTED =
            "The system encountered an unexpected error during processing. Try your request again.";

    private final Vertx vertx;
    private final SignatureVerifier verifier;
    private final AwsCallRecorder calls = new AwsCallRecorder();
    private final ConverseRecords records = new ConverseRecords();

    /**
     * TCP ports of the Bedrock stand-in on 127.0.0.1; 0 takes a free port.
     *
     * @param runtime requests of Bedrock Runtime over http
     * @param control control API for tests over http
     */
    public record Ports(int runtime, int control) {}

    /**
     * Creates a Bedrock stand-in; {@link #listen} opens its ports.
     *
     * @param credentials the only credentials with which a request may be signed
     * @param clock time against which signatures are checked
     */
    public ConverseStandIn(Vertx vertx, Credentials credentials, InstantSource clock) {
        this.vertx = vertx;
        this.verifier = new SignatureVerifier(credentials, "bedrock", clock);
    }

    /**
     * Starts to listen on the two ports of this stand-in.
     *
     * @return future of the ports in use, which stay open until the Vert.x instance is closed;
     *     fails if a port is taken
     */
    public Future<Ports> listen(Ports ports) {
        Router router = Router.router(vertx);
        router.post("/model/:model/converse")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::handle);
        ControlServer control =
                calls.addRoutes(new ControlServer(vertx))
                        .receive(
                                HttpMethod.POST,
                                "/faults",
                                ConverseFault.class,
                                records.faults()::add)
                        .delete("/faults", records.faults()::clear)
                        .get("/counts", _ -> Optional.of(records.counts()))
                        .delete("/counts", records::clearCounts)
                        .receive(
                                HttpMethod.PUT,
                                "/recording",
                                ConverseRecords.Recording.class,
                                records::record)
                        .get("/requests", _ -> Optional.of(records.requests()));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(ports.runtime, "127.0.0.1")
                .map(HttpServer::actualPort)
                .compose(
                        runtime ->
                                control.listen(vertx, ports.control)
                                        .map(controlPort -> new Ports(runtime, controlPort)));
    }

    private void handle(RoutingContext call) {
        Buffer buffer = call.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        switch (verifier.verify(call.request(), body)) {
            case Verdict.Rejected rejected -> rejected.rejection().send(call.request());
            case Verdict.Valid valid ->
                    Region.ofAwsName(valid.region())
                            .ifPresentOrElse(
                                    region -> {
                                        record(valid, call);
                                        converse(call, region, body);
                                    },
                                    () -> call.response().setStatusCode(404).end());
        }
    }

    private void record(Verdict.Valid valid, RoutingContext call) {
        String resource = FoundationModels.resource(String.valueOf(call.pathParam("model")));
        calls.add(valid, new AwsPermission("bedrock:InvokeModel", resource));
    }

    private void converse(RoutingContext call, Region region, byte[] body) {
        String model = String.valueOf(call.pathParam("model"));
        Optional<RequestRejection> refusal = FoundationModels.reject(region, model);
        if (refusal.isPresent()) {
            refusal.get().send(call.request());
            return;
        }
        ConverseRequest request;
        try {
            request = ConverseRequest.read(model, body);
        } catch (IllegalArgumentException e) {
            new RequestRejection(400, "ValidationException", String.valueOf(e.getMessage()))
                    .send(call.request());
            return;
        }
        records.count(region, request, body);
        Optional<ConverseFault> fault = records.faults().next(it -> it.matches(region, request));
        long delayMs = fault.map(ConverseFault::delayMs).orElse(0L);
        vertx.timer(Math.max(1, delayMs))
                .onComplete(
                        _ ->
                                reply(
                                        call.request(),
                                        request,
                                        fault.map(ConverseFault::kind),
                                        delayMs));
    }

    private static void reply(
            HttpServerRequest call,
            ConverseRequest request,
            Optional<ConverseFault.Kind> fault,
            long latencyMs) {
        Optional<RequestRejection> error = fault.flatMap(ConverseStandIn::error);
        if (call.response().closed()) {
            return;
        }
        if (error.isPresent()) {
            error.get().send(call);
            return;
        }
        ConverseReply reply = new ConverseReply(request);
        fault.ifPresent(reply::spoil);
        send(call, reply.write(latencyMs), fault.orElse(null));
    }

    private static Optional<RequestRejection> error(ConverseFault.Kind fault) {
        return switch (fault) {
            case THROTTLED ->
                    error(
                            429,
                            "ThrottlingException",
                            "Too many requests, please wait before trying again.");
            case UNAVAILABLE ->
                    error(
                            503,
                            "ServiceUnavailableException",
                            "Bedrock is unable to process your request.");
            case INTERNAL -> error(500, "InternalServerException", UNEXPECTED);
            case MODEL_TIMEOUT ->
                    error(
                            408,
                            "ModelTimeoutException",
                            "Model has timed out in processing the request. Try your request"
                                    + " again.");
            case MODEL_ERROR -> error(424, "ModelErrorException", UNEXPECTED);
            case ACCESS_DENIED ->
                    error(
                            403,
                            "AccessDeniedException",
                            "You don't have access to the model with the specified model ID.");
            case CUT, SILENT, INVALID_JSON -> Optional.empty();
            case GUARDRAIL, CONTENT_FILTERED, MAX_TOKENS, TEXT_ONLY -> Optional.empty();
            case TWO_TOOL_USES, PROSE, OTHER_TOOL -> Optional.empty();
            case HALF_BAND, TEXT_BAND, BAND_TEN, MISSING_FIELD, EXTRA_FIELD -> Optional.empty();
            case INVENTED_QUOTES, LONG_STRINGS, HTML -> Optional.empty();
        };
    }

    private static Optional<RequestRejection> error(int status, String type, String message) {
        return Optional.of(new RequestRejection(status, type, message));
    }

    private static void send(
            HttpServerRequest call, byte[] json, ConverseFault.@Nullable Kind fault) {
        if (fault == ConverseFault.Kind.SILENT) {
            return;
        }
        HttpServerResponse response = call.response().putHeader("content-type", "application/json");
        int half = json.length / 2;
        if (fault == ConverseFault.Kind.CUT) {
            response.putHeader("content-length", String.valueOf(json.length));
            var _ =
                    response.write(Buffer.buffer().appendBytes(json, 0, half))
                            .onComplete(_ -> call.connection().close());
        } else if (fault == ConverseFault.Kind.INVALID_JSON) {
            var _ = response.end(Buffer.buffer().appendBytes(json, 0, half));
        } else {
            var _ = response.end(Buffer.buffer(json));
        }
    }
}
