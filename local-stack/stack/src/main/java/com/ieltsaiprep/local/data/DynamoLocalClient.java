package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** DynamoDB Local client: speaks DynamoDB's JSON protocol over HTTP. Thread-safe. */
final class DynamoLocalClient {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final int MAX_CONNECTIONS = 64;
    private static final int TIMEOUT_SECONDS = 30;

    /** Below 30 s, after which DynamoDB Local closes idle connections. */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final HttpClient http;
    private final Credentials credentials;

    /** HTTP response. */
    record Response(int status, MultiMap headers, Buffer body) {}

    DynamoLocalClient(Vertx vertx, URI address, Credentials credentials) {
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost(address.getHost())
                                .setDefaultPort(address.getPort())
                                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.credentials = credentials;
    }

    /**
     * Sends a request; the future fails if no response comes within 30 s.
     *
     * @param target operation with its service and version, as in {@code X-Amz-Target}
     */
    Future<Response> send(Region region, String target, Buffer body) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setURI("/")
                        .setIdleTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                        // It verifies no signature; the scope selects the database.
                        .putHeader(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential="
                                        + credentials.accessKeyId()
                                        + "/20260101/"
                                        + region.awsName()
                                        + "/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("X-Amz-Target", target);
        return http.request(options)
                .compose(request -> request.send(body).compose(DynamoLocalClient::readBody));
    }

    /** Reads the body; must be called before the body has passed. */
    private static Future<Response> readBody(HttpClientResponse response) {
        return response.body()
                .map(body -> new Response(response.statusCode(), response.headers(), body));
    }

    /**
     * Sends a request and waits for the response.
     *
     * @throws UncheckedIOException if none comes
     */
    Response sendAndAwait(Region region, String target, Buffer body) {
        try {
            return send(region, target, body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noResponse(e);
        } catch (ExecutionException | TimeoutException e) {
            throw noResponse(e);
        }
    }

    private static UncheckedIOException noResponse(Exception cause) {
        return new UncheckedIOException(new IOException("DynamoDB Local does not answer", cause));
    }

    /**
     * Calls an operation on tables and waits for its result.
     *
     * @throws DynamoException if DynamoDB Local rejects it
     */
    JsonNode call(Region region, String operation, JsonNode body) {
        return json(
                sendAndAwait(region, TABLES + operation, Buffer.buffer(JsonValues.write(body))));
    }

    /**
     * Calls an operation on streams and waits for its result.
     *
     * @throws DynamoException if DynamoDB Local rejects it
     */
    JsonNode stream(Region region, String operation, JsonNode body) {
        return json(
                sendAndAwait(region, STREAMS + operation, Buffer.buffer(JsonValues.write(body))));
    }

    private static JsonNode json(Response response) {
        try {
            JsonNode body = JsonValues.read(response.body().getBytes());
            if (response.status() == 200) {
                return body;
            }
            String type = body.path("__type").asText();
            String message = body.path("message").asText(body.path("Message").asText());
            throw new DynamoException(type.substring(type.indexOf('#') + 1), message);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer with JSON", e);
        }
    }
}
