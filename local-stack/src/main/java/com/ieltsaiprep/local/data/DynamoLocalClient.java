package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.JsonValues;

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

/** Speaks DynamoDB's JSON protocol to DynamoDB Local. Safe for all threads. */
final class DynamoLocalClient {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final int MOST_CONNECTIONS = 64;
    private static final int TIMEOUT_SECONDS = 30;

    /** It closes what is idle for 30 s. */
    private static final int IDLE_SECONDS = 20;

    private final HttpClient http;
    private final Credentials credentials;

    /** What is answered. */
    record Answer(int status, MultiMap headers, Buffer body) {}

    DynamoLocalClient(Vertx vertx, URI address, Credentials credentials) {
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost(address.getHost())
                                .setDefaultPort(address.getPort())
                                .setKeepAliveTimeout(IDLE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        this.credentials = credentials;
    }

    /**
     * Sends a request; fails if no answer comes within 30 s.
     *
     * @param target operation with its service and version, as in {@code X-Amz-Target}
     */
    Future<Answer> send(Region region, String target, Buffer body) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setURI("/")
                        .setIdleTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                        // It checks no signature; the scope chooses the database.
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
                .compose(request -> request.send(body).compose(DynamoLocalClient::whole));
    }

    /** To be called at once, before the body has passed. */
    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body()
                .map(body -> new Answer(response.statusCode(), response.headers(), body));
    }

    /**
     * The same; waits for the answer.
     *
     * @throws UncheckedIOException if none comes
     */
    Answer ask(Region region, String target, Buffer body) {
        try {
            return send(region, target, body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(e);
        } catch (ExecutionException | TimeoutException e) {
            throw noAnswer(e);
        }
    }

    private static UncheckedIOException noAnswer(Exception cause) {
        return new UncheckedIOException(new IOException("DynamoDB Local does not answer", cause));
    }

    /**
     * Calls an operation on tables, and waits.
     *
     * @throws DynamoException if it is refused
     */
    JsonNode call(Region region, String operation, JsonNode body) {
        return answer(ask(region, TABLES + operation, Buffer.buffer(JsonValues.write(body))));
    }

    /**
     * Calls an operation on streams, and waits.
     *
     * @throws DynamoException if it is refused
     */
    JsonNode stream(Region region, String operation, JsonNode body) {
        return answer(ask(region, STREAMS + operation, Buffer.buffer(JsonValues.write(body))));
    }

    private static JsonNode answer(Answer response) {
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
